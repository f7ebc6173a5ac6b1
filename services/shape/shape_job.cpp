#include "shape/shape_job.h"

#include <utility>

namespace trainingzip::shape {

ShapeSummary run_shape_job(const vision::PersonMasker& masker, const ShapeVideoSettings& settings,
                           const storage::VideoStorage& storage, media::FrameSource& frames,
                           const web::WorkOrder& order, web::WorkAnswer& answer, std::stop_token stop) {
    storage::StorageWriter target = storage.writer(order.shape);
    const ShapeSummary summary =
        write_shape_video(masker, frames, target.path(), settings, std::move(stop),
                          {[&](std::optional<std::int64_t> total_frames) { answer.begin(total_frames); },
                           [&](std::int64_t done) { answer.progress(done); }});
    target.commit();
    answer.done(summary.frames, summary.width, summary.height, summary.duration_seconds);
    return summary;
}

}  // namespace trainingzip::shape
