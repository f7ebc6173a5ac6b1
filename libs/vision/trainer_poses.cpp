#include "vision/trainer_poses.h"

#include <algorithm>
#include <deque>
#include <future>
#include <utility>
#include <vector>

namespace trainingzip::vision {

namespace {

/// A frame on its way. The pose comes from another thread that reads the frame, so it is declared last: its
/// destructor waits for that thread.
struct FrameAtWork {
    media::Frame frame;
    PersonPlace place;
    std::future<Pose> pose;
};

class VideoPass {
  public:
    VideoPass(media::FrameSource& reader, TrainerPoseFinder& finder, const TrainerPosesOptions& options,
              const PoseSink& on_pose)
        : reader_(reader),
          finder_(finder),
          options_(options),
          on_pose_(on_pose),
          last_step_(1 / reader.info().frames_per_second.value_or(25)) {}

    TrainerPosesSummary run() {
        std::vector<media::Frame> first_frames;
        media::Frame frame;
        while (first_frames.size() < std::max<std::size_t>(options_.first_frames, 1) && reader_.read(frame)) {
            first_frames.push_back(std::exchange(frame, {}));
        }
        finder_.choose(first_frames);
        for (media::Frame& first : first_frames) take(first);
        first_frames = {};
        while (reader_.read(frame)) take(frame);
        while (!at_work_.empty()) finish_oldest();
        summary_.duration_seconds = last_time_ + last_step_;
        return summary_;
    }

  private:
    void take(media::Frame& frame) {
        if (frame.time_seconds > last_time_ && summary_.frames > 0)
            last_step_ = frame.time_seconds - last_time_;
        last_time_ = frame.time_seconds;
        ++summary_.frames;
        const auto place = finder_.follow(frame);
        FrameAtWork& work = at_work_.emplace_back();
        work.frame = std::exchange(frame, {});
        if (place) {
            work.place = *place;
            work.pose = std::async(std::launch::async,
                                   [this, &work] { return finder_.estimate(work.frame, work.place); });
        }
        if (at_work_.size() >= std::max<std::size_t>(options_.frames_at_once, 1)) finish_oldest();
    }

    void finish_oldest() {
        FrameAtWork& oldest = at_work_.front();
        TimedPose timed{oldest.frame.time_seconds, {}};
        if (oldest.pose.valid()) timed.pose = finder_.conclude(oldest.frame, oldest.place, oldest.pose.get());
        if (mean_score(timed.pose) >= options_.finder.tracker.weak_score) ++summary_.frames_with_trainer;
        at_work_.pop_front();
        on_pose_(timed);
    }

    media::FrameSource& reader_;
    TrainerPoseFinder& finder_;
    const TrainerPosesOptions& options_;
    const PoseSink& on_pose_;
    TrainerPosesSummary summary_;
    double last_time_ = 0;
    double last_step_;
    std::deque<FrameAtWork> at_work_;
};

}  // namespace

TrainerPosesSummary find_trainer_poses(media::FrameSource& frames, const PersonDetector& detector,
                                       const PoseEstimator& estimator, const TrainerPosesOptions& options,
                                       const PoseSink& on_pose) {
    const media::VideoInfo& info = frames.info();
    TrainerPoseFinder finder(detector, estimator, options.finder, info.width, info.height);
    return VideoPass(frames, finder, options, on_pose).run();
}

}  // namespace trainingzip::vision
