#include "shape/shape_video.h"

#include <algorithm>
#include <deque>
#include <future>
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

/// A frame on its way. The mask comes from another thread that reads the frame, so it is declared last: its
/// destructor waits for that thread.
struct FrameAtWork {
    media::Frame frame;
    std::future<std::optional<vision::PersonMask>> mask;
};

/// Takes frames in their order and writes their silhouettes in the same, several at work at once.
class SilhouettePipeline {
  public:
    SilhouettePipeline(vision::SilhouetteMaker& maker, media::AsyncVideoWriter& writer,
                       const vision::SilhouetteSize& size, std::size_t frames_at_once)
        : maker_(maker),
          writer_(writer),
          mask_(size.width, size.height),
          frames_at_once_(std::max<std::size_t>(frames_at_once, 1)) {}

    void take(media::Frame frame, const std::optional<vision::TrackedPerson>& trainer) {
        FrameAtWork& work = at_work_.emplace_back();
        work.frame = std::move(frame);
        work.mask = std::async(std::launch::async,
                               [this, &work, trainer] { return maker_.cut_out(work.frame, trainer); });
        if (at_work_.size() >= frames_at_once_) finish_oldest();
    }

    void finish() {
        while (!at_work_.empty()) finish_oldest();
    }

  private:
    void finish_oldest() {
        FrameAtWork& oldest = at_work_.front();
        maker_.make(oldest.frame, oldest.mask.get(), mask_);
        media::YuvPicture picture(mask_.width, mask_.height);
        vision::paint_silhouette(mask_, picture);
        writer_.write(std::move(picture), oldest.frame.time_seconds);
        at_work_.pop_front();
    }

    vision::SilhouetteMaker& maker_;
    media::AsyncVideoWriter& writer_;
    vision::Plane mask_;
    std::size_t frames_at_once_;
    std::deque<FrameAtWork> at_work_;
};

}  // namespace

ShapeSummary write_shape_video(const vision::PersonMasker& masker, media::FrameSource& frames,
                               TrainerTrack& track, const std::filesystem::path& target,
                               const ShapeVideoSettings& settings, const std::stop_token& stop,
                               const ShapeListener& listener) {
    const media::VideoInfo info = frames.info();
    const auto size = vision::silhouette_size(info.width, info.height, settings.width);
    media::AsyncVideoWriter writer(target, writer_settings(size, settings));
    vision::SilhouetteMaker maker(masker, settings.silhouette);
    SilhouettePipeline pipeline(maker, writer, size, settings.frames_at_once);

    listener.on_begin(info.frame_count);

    media::FrameThinning thinning;
    media::Frame frame;
    std::int64_t done = 0;
    double last_seconds = 0;
    double step_seconds = 0;
    while (frames.read(frame)) {
        if (stop.stop_requested()) throw Failure(ErrorCode::unavailable, "the shape job was stopped");
        const auto trainer = track.next(frame.time_seconds);
        if (listener.on_trainer) listener.on_trainer(frame, trainer);
        if (done > 0) step_seconds = frame.time_seconds - last_seconds;
        last_seconds = frame.time_seconds;
        if (thinning.takes(last_seconds)) pipeline.take(std::exchange(frame, {}), trainer);
        listener.on_frame(++done);
    }
    pipeline.finish();
    if (maker.frames_with_trainer() == 0) throw Failure(ErrorCode::no_person_found, "nobody in any frame");
    const double end_seconds = end_of_video(info, last_seconds, step_seconds);
    writer.finish(end_seconds);
    return {done, maker.frames_with_trainer(), info.width, info.height, end_seconds};
}

}  // namespace trainingzip::shape
