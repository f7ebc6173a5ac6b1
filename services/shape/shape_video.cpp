#include "shape/shape_video.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "media/async_video_writer.h"
#include "media/frame_thinning.h"
#include "vision/silhouette_picture.h"

namespace trainingzip::shape {
namespace {

media::VideoWriterSettings writer_settings(const vision::SilhouetteSize& size,
                                           const ShapeVideoSettings& settings) {
    media::VideoWriterSettings writer;
    writer.width = size.width;
    writer.height = size.height;
    writer.quantizer = settings.quantizer;
    writer.threads = settings.encoder_threads;
    return writer;
}

/// When the last frame ends: as the container declares where that is possible, otherwise after the interval
/// between the last two frames.
double end_of_video(const media::VideoInfo& info, double last_seconds, double step_seconds) {
    const double usual_step = info.frames_per_second ? 1 / *info.frames_per_second : 0.04;
    const double end = last_seconds + (step_seconds > 0 ? step_seconds : usual_step);
    return info.duration_seconds && *info.duration_seconds > last_seconds ? *info.duration_seconds : end;
}

}  // namespace

ShapeSummary write_shape_video(const vision::PersonMasker& masker, media::FrameSource& frames,
                               TrainerTrack& track, const std::filesystem::path& target,
                               const ShapeVideoSettings& settings, const std::stop_token& stop,
                               const ShapeListener& listener) {
    const media::VideoInfo info = frames.info();
    const auto size = vision::silhouette_size(info.width, info.height, settings.width);
    media::AsyncVideoWriter writer(target, writer_settings(size, settings));
    vision::SilhouetteMaker maker(masker, settings.silhouette);

    listener.on_begin(info.frame_count);

    media::FrameThinning thinning;
    media::Frame frame;
    vision::Plane mask(size.width, size.height);
    std::int64_t done = 0;
    double last_seconds = 0;
    double step_seconds = 0;
    while (frames.read(frame)) {
        if (stop.stop_requested()) throw Failure(ErrorCode::unavailable, "the shape job was stopped");
        const auto trainer = track.next(frame.time_seconds);
        if (listener.on_trainer) listener.on_trainer(frame, trainer);
        if (thinning.takes(frame.time_seconds)) {
            maker.make(frame, trainer, mask);
            media::YuvPicture picture(size.width, size.height);
            vision::paint_silhouette(mask, picture);
            writer.write(std::move(picture), frame.time_seconds);
        }
        if (done > 0) step_seconds = frame.time_seconds - last_seconds;
        last_seconds = frame.time_seconds;
        listener.on_frame(++done);
    }
    if (maker.frames_with_trainer() == 0) throw Failure(ErrorCode::no_person_found, "nobody in any frame");
    const double end_seconds = end_of_video(info, last_seconds, step_seconds);
    writer.finish(end_seconds);
    return {done, maker.frames_with_trainer(), info.width, info.height, end_seconds};
}

}  // namespace trainingzip::shape
