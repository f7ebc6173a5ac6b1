#include "shape/shape_job.h"

#include <utility>

namespace trainingzip::shape {

ShapeSummary run_shape_job(const vision::MaskRcnn& network, const ShapeVideoSettings& settings,
                           const storage::VideoStorage& storage, const web::WorkOrder& order,
                           web::WorkAnswer& answer, std::stop_token stop) {
    storage::StorageWriter target = storage.writer(order.shape);
    const ShapeSummary summary =
        write_shape_video(network, storage.path_of(order.video), target.path(), settings, std::move(stop),
                          {[&](std::optional<std::int64_t> total_frames) { answer.begin(total_frames); },
                           [&](std::int64_t frames) { answer.progress(frames); }});
    target.commit();
    answer.done(summary.frames, summary.width, summary.height, summary.duration_seconds);
    return summary;
}

}  // namespace trainingzip::shape
