#include "vision/trainer_poses.h"

#include <algorithm>
#include <deque>
#include <future>
#include <optional>
#include <utility>

#include "media/frame_thinning.h"
#include "vision/pose_pacing.h"
#include "vision/pose_smoother.h"

namespace trainingzip::vision {

namespace {

/// A frame on its way. The pose comes from another thread that reads the frame, so it is declared last: its
/// destructor waits for that thread.
struct FrameAtWork {
    media::Frame frame;
    bool is_read = true;  ///< Else it lies between two that are.
    std::optional<PersonPlace> place;
    std::future<Pose> pose;
};

class VideoPass {
  public:
    VideoPass(media::FrameSource& reader, TrainerPoseFinder& finder, const TrainerPosesOptions& options,
              const PoseSink& on_pose)
        : reader_(reader),
          finder_(finder),
          options_(options),
          smoother_([&](const TimedPose& pose) {
              if (mean_score(pose.pose) >= options_.finder.tracker.weak_score) ++summary_.frames_with_trainer;
              on_pose(pose);
          }),
          gap_filler_([&](const TimedPose& pose) { smoother_.add(pose); }),
          last_step_(1 / reader.info().frames_per_second.value_or(25)) {}

    TrainerPosesSummary run() {
        media::Frame frame;
        while (reader_.read(frame)) take(frame);
        while (!at_work_.empty()) finish_oldest();
        gap_filler_.finish();
        smoother_.finish();
        summary_.duration_seconds = last_time_ + last_step_;
        return summary_;
    }

  private:
    void take(media::Frame& frame) {
        if (frame.time_seconds > last_time_ && summary_.frames > 0)
            last_step_ = frame.time_seconds - last_time_;
        last_time_ = frame.time_seconds;
        ++summary_.frames;
        FrameAtWork& work = at_work_.emplace_back();
        work.frame = std::exchange(frame, {});
        work.is_read = options_.infers_every_frame || (thinning_.takes(last_time_) && !is_left_out());
        if (work.is_read) work.place = finder_.follow(last_time_);
        if (work.place) {
            work.pose = std::async(std::launch::async,
                                   [this, &work] { return finder_.estimate(work.frame, *work.place); });
        }
        if (at_work_.size() >= std::max<std::size_t>(options_.frames_at_once, 1)) finish_oldest();
    }

    /// Whether the frame that thinning takes need not be inferred; never two of them in a row.
    bool is_left_out() {
        const double step = last_time_ - std::exchange(last_taken_, last_time_);
        is_left_out_ = !is_left_out_ && pacing_.may_leave_out(step) && finder_.is_certain(last_time_);
        return is_left_out_;
    }

    void finish_oldest() {
        FrameAtWork& oldest = at_work_.front();
        const Pose found = oldest.pose.valid() ? oldest.pose.get() : Pose{};
        TimedPose timed{oldest.frame.time_seconds, {}, PoseOrigin::not_inferred};
        if (oldest.is_read) {
            timed.pose = finder_.conclude(oldest.frame, oldest.place, found);
            timed.origin = PoseOrigin::inferred;
            pacing_.add(timed);
        }
        at_work_.pop_front();
        gap_filler_.add(timed);
    }

    media::FrameSource& reader_;
    TrainerPoseFinder& finder_;
    const TrainerPosesOptions& options_;
    TrainerPosesSummary summary_;
    PoseSmoother smoother_;
    PoseGapFiller gap_filler_;
    media::FrameThinning thinning_;
    PosePacing pacing_;
    double last_taken_ = 0;
    bool is_left_out_ = false;
    double last_time_ = 0;
    double last_step_;
    std::deque<FrameAtWork> at_work_;
};

}  // namespace

TrainerPosesSummary find_trainer_poses(media::FrameSource& frames, const FoundPeople& people,
                                       const PersonDetector& detector, const PoseEstimator& estimator,
                                       const TrainerPosesOptions& options, const PoseSink& on_pose) {
    const media::VideoInfo& info = frames.info();
    TrainerPoseFinder finder(detector, estimator, options.finder, info.width, info.height, people);
    return VideoPass(frames, finder, options, on_pose).run();
}

}  // namespace trainingzip::vision
