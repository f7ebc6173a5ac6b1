#include "shape/shape_job.h"

#include "shape/suggested_frames.h"
#include "shape/suggested_pictures.h"
#include "shape/trainer_track.h"

namespace trainingzip::shape {

ShapeSummary run_shape_job(const vision::PersonMasker& masker, const ShapeVideoSettings& settings,
                           const storage::VideoStorage& storage, media::FrameSource& frames,
                           const jobs::JobOrder& order, jobs::ProgressWriter& progress,
                           const std::stop_token& stop) {
    storage::StorageWriter target = storage.writer(order.shape);
    TrainerTrack track(storage.path_of(order.track), frames.info(), stop, {}, [&] { progress.alive(); });
    SuggestedFrames suggested(frames.info());
    const ShapeSummary summary = write_shape_video(
        masker, frames, track, target.path(), settings, stop,
        {[&](std::optional<std::int64_t> total_frames) { progress.begin(total_frames); },
         [&](std::int64_t done) { progress.progress(done); },
         [&](const media::Frame& frame, const auto& trainer) { suggested.consider(frame, trainer); }});
    write_suggested_pictures(storage, order.shape, suggested.best_first());
    target.commit();
    progress.done(summary.frames, summary.width, summary.height, summary.duration_seconds);
    return summary;
}

}  // namespace trainingzip::shape
