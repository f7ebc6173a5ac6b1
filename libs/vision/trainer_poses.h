#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "media/frame.h"
#include "media/video_reader.h"
#include "vision/keypoint.h"
#include "vision/person_detector.h"
#include "vision/pose_estimator.h"
#include "vision/trainer_tracker.h"

namespace trainingzip::vision {

struct TrainerPosesOptions {
    float minimum_detection_score = 0.3F;
    std::size_t first_frames = 8;  ///< Looked at before the trainer is chosen.
    std::int64_t first_frame = 0;  ///< Poses are found from here on; before, the trainer is only followed.
    TrainerTracker::Options tracker;
    media::VideoReaderOptions reader;
};

/// Finds the trainer's pose in one frame after the other of a video.
class TrainerPoseFinder {
  public:
    /// detector and estimator must outlive the finder.
    TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator,
                      const TrainerPosesOptions& options, int picture_width, int picture_height);

    /// Chooses the trainer among the persons of the first frames, which are given to next() afterwards too.
    void choose(std::span<const media::Frame> first_frames);

    /// The trainer's pose; all scores are 0 where there is nobody. Frames in order of time.
    Pose next(const media::Frame& frame);

    /// Follows the trainer through a frame whose pose nobody needs, at the price of a detection now and then.
    void skip(const media::Frame& frame);

  private:
    bool detect(const media::Frame& frame);

    const PersonDetector& detector_;
    const PoseEstimator& estimator_;
    TrainerPosesOptions options_;
    int width_;
    int height_;
    TrainerTracker tracker_;
};

/// What is known once a video has been gone through.
struct TrainerPosesSummary {
    std::int64_t frames = 0;               ///< In the whole video.
    std::int64_t frames_with_trainer = 0;  ///< Of those whose pose was found.
    double duration_seconds = 0;           ///< To the end of the last frame.
};

/// Is told of the video once, before the first pose.
using VideoInfoSink = std::function<void(const media::VideoInfo&)>;
/// Takes the poses frame by frame. May throw to end the work: the exception goes on to the caller.
using PoseSink = std::function<void(const TimedPose&)>;

/// Goes through a whole video; decoding runs in a thread of its own. Memory does not depend on the length.
/// Throws Failure as media::VideoReader does, EngineError when a network fails.
TrainerPosesSummary find_trainer_poses(const std::filesystem::path& video, const PersonDetector& detector,
                                       const PoseEstimator& estimator, const TrainerPosesOptions& options,
                                       std::stop_token stop, const VideoInfoSink& on_info,
                                       const PoseSink& on_pose);

}  // namespace trainingzip::vision
