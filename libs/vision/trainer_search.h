#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "media/frame_source.h"
#include "vision/people_survey.h"
#include "vision/person_detector.h"
#include "vision/person_tracker.h"
#include "vision/pose_estimator.h"

namespace trainingzip::vision {

/// Somebody whom the owner of a video points out.
struct PointedOut {
    double time_seconds = 0;  ///< Of a frame, near enough.
    Box box;                  ///< Around the person there, pixels of the video.
};

struct TrainerSearchOptions {
    double interval_seconds = 0.4;  ///< Between the frames that are looked at.
    double least_seconds = 8;       ///< Of the video, where several persons or pictures of some are seen.
    double alone_seconds = 4;       ///< Enough where one person alone is seen all the time.
    double longest_seconds = 60;    ///< As long as nobody is seen who moves and stays.
    float minimum_detection_score = 0.3F;
    std::optional<PointedOut> chosen;  ///< The trainer, whoever is likelier; ignored where nobody is there.
};

/// The persons that the detector found in one frame, upright.
struct FrameDetections {
    double time_seconds = 0;
    std::vector<Detection> persons;
};

/// Who is in the beginning of a video, and which of them is the trainer.
struct FoundPeople {
    std::vector<SurveyedPerson> persons;
    std::optional<std::size_t> trainer;  ///< Index of persons.
    int quarter_turns = 0;               ///< How the trainer is turned at first, see quarter_turns_of().
    double not_before = 0;  ///< The trainer was not yet in the frame of this time, if later than 0.
    std::vector<FrameDetections> detections;  ///< Of the frames that were looked at, in their order.
};

/// One of several who may be the trainer, as the owner can be shown.
struct PossibleTrainer {
    double time_seconds = 0;  ///< Of the frame to show: one for all, where all are in view at once.
    Box box;                  ///< In that frame, pixels of the video.
    float share_of_time = 0;  ///< In view, of the part of the video that was looked at, 0 to 1.
    bool is_still = false;    ///< A picture, or somebody who does not move.
    bool is_chosen = false;
};

/// The chosen one first, then by prominence and time in view; without those seen for an instant.
std::vector<PossibleTrainer> possible_trainers(const FoundPeople& people);

/// Looks at some frames of the beginning, each once, until it is clear who the trainer is. on_frame is called
/// for each frame that is read. Throws as the source does, EngineError when a network fails.
FoundPeople search_trainer(
    media::FrameSource& beginning, const PersonDetector& detector, const PoseEstimator& estimator,
    const TrainerSearchOptions& options, const std::function<void()>& on_frame = [] {});

}  // namespace trainingzip::vision
