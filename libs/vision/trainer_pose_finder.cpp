#include "vision/trainer_pose_finder.h"

namespace trainingzip::vision {

TrainerPoseFinder::TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator,
                                     const Options& options, int picture_width, int picture_height)
    : detector_(detector),
      estimator_(estimator),
      options_(options),
      width_(picture_width),
      height_(picture_height),
      tracker_(picture_width, picture_height, options.tracker) {}

void TrainerPoseFinder::choose(std::span<const media::Frame> first_frames) {
    TrainerChoice choice(width_, height_);
    for (const media::Frame& frame : first_frames) {
        choice.add(detector_.detect(frame.image.view(), options_.minimum_detection_score));
    }
    if (const auto box = choice.box()) tracker_.start(*box, first_frames.front().time_seconds);
}

bool TrainerPoseFinder::detect(const media::Frame& frame) {
    const auto persons = detector_.detect(frame.image.view(), options_.minimum_detection_score);
    tracker_.detected(persons, frame.time_seconds);
    return !persons.empty();
}

std::optional<Box> TrainerPoseFinder::follow(const media::Frame& frame) {
    if (tracker_.wants_detection(frame.time_seconds)) detect(frame);
    return tracker_.box();
}

Pose TrainerPoseFinder::estimate(const media::Frame& frame, const Box& box) const {
    return estimator_.estimate(frame.image.view(), box);
}

Pose TrainerPoseFinder::conclude(const media::Frame& frame, const Pose& found) {
    if (tracker_.estimated(found, frame.time_seconds)) return found;
    const bool anybody = detect(frame);
    if (!tracker_.box()) return {};
    const Pose second = estimate(frame, *tracker_.box());
    const Pose& better = mean_score(second) > mean_score(found) ? second : found;
    const bool good = tracker_.estimated(better, frame.time_seconds);
    return good || anybody ? better : Pose{};
}

}  // namespace trainingzip::vision
