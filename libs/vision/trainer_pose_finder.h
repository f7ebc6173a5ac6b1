#pragma once

#include <optional>
#include <span>

#include "media/frame.h"
#include "vision/keypoint.h"
#include "vision/orientation_search.h"
#include "vision/person_detector.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"

namespace trainingzip::vision {

/// Finds the trainer's pose frame by frame, in three steps each: follow() predicts the trainer's box,
/// estimate() infers the pose in it, conclude() accepts or rejects the pose.
///
/// follow() and conclude() belong to one thread and go through the frames in order; estimate() may run for
/// several frames at once. follow() may be a few frames ahead of conclude().
class TrainerPoseFinder {
  public:
    struct Options {
        float minimum_detection_score = 0.3F;
        PersonTracker::Options tracker;
    };

    /// detector and estimator must outlive the finder.
    TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator, const Options& options,
                      int picture_width, int picture_height);

    /// Chooses the trainer among the persons of the first frames.
    void choose(std::span<const media::Frame> first_frames);

    /// Where to estimate the trainer's pose; nullopt when there is no track. Runs the detector now and then.
    std::optional<PersonPlace> follow(const media::Frame& frame);

    Pose estimate(const media::Frame& frame, const PersonPlace& place) const;

    /// Takes what was found in the place that follow() told. A weak pose is tried again after a detection,
    /// and one that is not certain now and then with the body turned in other ways. Returns the pose of the
    /// frame; all scores are 0 where there is nobody.
    Pose conclude(const media::Frame& frame, const PersonPlace& place, const Pose& found);

  private:
    /// The likeliest trainer in these frames with the body turned in this way.
    std::optional<Box> choose_in_orientation(std::span<const media::Frame> frames, int quarter_turns) const;
    bool detect(const media::Frame& frame);
    /// search_orientation(), when the trunk begins to point elsewhere or the last search is a while ago.
    OrientedPose search_orientation_when_due(const media::Frame& frame, const Box& box,
                                             const OrientedPose& known);

    const PersonDetector& detector_;
    const PoseEstimator& estimator_;
    Options options_;
    int width_;
    int height_;
    PersonTracker tracker_;
    std::optional<double> last_search_;
    int indicated_turns_ = 0;  ///< By the trunk of the last pose.
};

}  // namespace trainingzip::vision
