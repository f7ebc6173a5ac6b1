#pragma once

#include <optional>
#include <span>
#include <vector>

#include "media/frame.h"
#include "vision/bystanders.h"
#include "vision/keypoint.h"
#include "vision/orientation_search.h"
#include "vision/people_survey.h"
#include "vision/person_detector.h"
#include "vision/person_identity.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"
#include "vision/scene_cut.h"
#include "vision/trainer_search.h"

namespace trainingzip::vision {

/// Finds the trainer's pose frame by frame, in three steps each: follow() predicts the trainer's box,
/// estimate() infers the pose in it, conclude() accepts the pose, corrects it, or says that the trainer is
/// not there.
///
/// follow() and conclude() belong to one thread and go through the frames in order; estimate() may run for
/// several frames at once. follow() may be a few frames ahead of conclude(), which alone decides: a frame
/// whose place was predicted too early is looked at again.
class TrainerPoseFinder {
  public:
    struct Options {
        float minimum_detection_score = 0.3F;
        PersonTracker::Options tracker;
    };

    /// detector and estimator must outlive the finder.
    TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator, const Options& options,
                      int picture_width, int picture_height, const FoundPeople& people);

    /// Where to estimate the trainer's pose; nullopt where the trainer is not in view.
    std::optional<PersonPlace> follow(double time_seconds) const;

    Pose estimate(const media::Frame& frame, const PersonPlace& place) const;

    /// Whether the trainer is in view and nobody else near, as far as is known by then.
    bool is_certain(double time_seconds) const;

    /// Takes what was found in the place that follow() told, and returns the pose of the frame. All scores
    /// are 0 where the trainer is not there. Runs the detector now and then, and where the pose is weak or
    /// may be somebody else's.
    Pose conclude(const media::Frame& frame, const std::optional<PersonPlace>& place, const Pose& found);

  private:
    /// What may be the trainer.
    struct Candidate {
        OrientedPose pose;
        Box box;  ///< Of the pose, else of the detection.
        bool weak = true;
        std::optional<BodyAppearance> appearance;
    };

    Candidate candidate(const media::Frame& frame, const OrientedPose& pose, const Box& place) const;
    /// How little somebody can be the trainer: 0 surely, up to most_misfit perhaps.
    float misfit(const Candidate& candidate, double time_seconds) const;
    bool wants_detection(double time_seconds) const;
    void accept(const media::Frame& frame, const Candidate& trainer);
    bool is_confirmed(const Candidate& weak, const std::vector<Detection>& persons,
                      const std::vector<Candidate>& candidates) const;
    Pose look_again(const media::Frame& frame, const std::optional<Candidate>& doubtful);
    /// Looks whom else there is while the track is good. The trainer, if that is somebody else after all.
    std::optional<Candidate> look_around(const media::Frame& frame, const Candidate& trainer);
    /// Who comes out of a crossing as the trainer, if that is not the one who was followed.
    std::optional<Candidate> undo_swap(const media::Frame& frame, const Candidate& trainer, const Box& own,
                                       std::span<const Detection> persons);
    /// Takes another person, who is in view and moves, where the trainer has been away for long.
    std::optional<Candidate> take_newcomer(const media::Frame& frame, std::span<const Detection> persons);
    std::vector<Detection> detect(const media::Frame& frame);
    /// What the search has detected in the frame of this time, if it has looked at it.
    const FrameDetections* detected_earlier(double time_seconds) const;
    /// search_orientation(), when the trunk begins to point elsewhere or the last search is a while ago.
    OrientedPose search_orientation_when_due(const media::Frame& frame, const Box& box,
                                             const OrientedPose& known);

    const PersonDetector& detector_;
    const PoseEstimator& estimator_;
    Options options_;
    int width_;
    int height_;
    SceneCut scene_cut_;
    std::vector<FrameDetections> earlier_;  ///< What the search has detected.
    std::optional<PersonIdentity> trainer_;
    int quarter_turns_ = 0;
    bool in_view_ = false;
    double not_before_ = 0;
    Bystanders bystanders_;
    std::optional<PeopleSurvey> newcomers_;
    double newcomers_since_ = 0;
    std::optional<double> last_detection_;
    std::optional<double> last_search_;
    int indicated_turns_ = 0;  ///< By the trunk of the last pose.
};

}  // namespace trainingzip::vision
