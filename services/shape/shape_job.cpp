#include "shape/shape_job.h"

#include <utility>

#include "shape/trainer_track.h"

namespace trainingzip::shape {

ShapeSummary run_shape_job(const vision::PersonMasker& masker, const ShapeVideoSettings& settings,
                           const storage::VideoStorage& storage, media::FrameSource& frames,
                           const jobs::JobOrder& order, jobs::ProgressWriter& progress,
                           std::stop_token stop) {
    storage::StorageWriter target = storage.writer(order.shape);
    std::int64_t frames_done = 0;
    // Whoever ordered takes silence for a death.
    TrainerTrack track(storage.path_of(order.track), frames.info(), stop, {},
                       [&] { progress.progress(frames_done); });
    const ShapeSummary summary =
        write_shape_video(masker, frames, track, target.path(), settings, std::move(stop),
                          {[&](std::optional<std::int64_t> total_frames) { progress.begin(total_frames); },
                           [&](std::int64_t done) { progress.progress(frames_done = done); }});
    target.commit();
    progress.done(summary.frames, summary.width, summary.height, summary.duration_seconds);
    return summary;
}

}  // namespace trainingzip::shape
