#include "vision/trainer_pose_finder.h"

#include <utility>

#include "vision/body_orientation.h"

namespace trainingzip::vision {

TrainerPoseFinder::TrainerPoseFinder(const PersonDetector& detector, const PoseEstimator& estimator,
                                     const Options& options, int picture_width, int picture_height)
    : detector_(detector),
      estimator_(estimator),
      options_(options),
      width_(picture_width),
      height_(picture_height),
      tracker_(picture_width, picture_height, options.tracker) {}

std::optional<Box> TrainerPoseFinder::choose_in_orientation(std::span<const media::Frame> frames,
                                                            int quarter_turns) const {
    TrainerChoice choice(width_, height_);
    for (const media::Frame& frame : frames) {
        choice.add(detector_.detect(frame.image.view(), options_.minimum_detection_score, quarter_turns));
    }
    return choice.box();
}

void TrainerPoseFinder::choose(std::span<const media::Frame> first_frames) {
    if (first_frames.empty()) return;
    const media::Frame& first = first_frames.front();
    const std::optional<Box> upright = choose_in_orientation(first_frames, 0);
    std::optional<PersonPlace> best;
    OrientedPose pose;
    if (upright) {
        best = PersonPlace{*upright, 0};
        pose = {estimate(first, *best), 0};
    }
    for (int turns = 1; turns < 4 && !has_certain_orientation(pose); ++turns) {
        // The detector cuts off the limbs of a body that does not stand, or does not see it at all.
        constexpr float same_person = 0.2F;
        const std::optional<Box> box = choose_in_orientation(first_frames, turns);
        if (!box || (upright && intersection_over_union(*upright, *box) < same_person)) continue;
        const OrientedPose other{estimate(first, {*box, turns}), turns};
        if (!(upright ? is_clearly_better(other.pose, pose.pose) : has_certain_orientation(other))) continue;
        best = PersonPlace{*box, turns};
        pose = other;
    }
    if (!best) return;
    tracker_.start(best->box, first.time_seconds);
    tracker_.turn(best->quarter_turns);
}

bool TrainerPoseFinder::detect(const media::Frame& frame) {
    const auto persons =
        detector_.detect(frame.image.view(), options_.minimum_detection_score, tracker_.quarter_turns());
    tracker_.detected(persons, frame.time_seconds);
    return !persons.empty();
}

std::optional<PersonPlace> TrainerPoseFinder::follow(const media::Frame& frame) {
    if (tracker_.wants_detection(frame.time_seconds)) detect(frame);
    if (!tracker_.box()) return std::nullopt;
    return PersonPlace{*tracker_.box(), tracker_.quarter_turns()};
}

Pose TrainerPoseFinder::estimate(const media::Frame& frame, const PersonPlace& place) const {
    return estimator_.estimate(frame.image.view(), place.box, place.quarter_turns);
}

OrientedPose TrainerPoseFinder::search_orientation_when_due(const media::Frame& frame, const Box& box,
                                                            const OrientedPose& known) {
    const int indicated = quarter_turns_of(known.pose, known.quarter_turns);
    const bool due = std::exchange(indicated_turns_, indicated) != indicated || !last_search_ ||
                     frame.time_seconds - *last_search_ >= options_.tracker.detect_every_seconds;
    if (!due || has_certain_orientation(known)) return known;
    last_search_ = frame.time_seconds;
    const OrientedPose better = search_orientation(estimator_, frame.image.view(), box, known);
    tracker_.turn(better.quarter_turns);
    return better;
}

Pose TrainerPoseFinder::conclude(const media::Frame& frame, const PersonPlace& place, const Pose& found) {
    OrientedPose known{found, place.quarter_turns};
    if (known.quarter_turns != tracker_.quarter_turns()) {
        // The frames before this one have told of the turn when this one was already at work.
        const int turns = tracker_.quarter_turns();
        const Pose again = estimate(frame, {place.box, turns});
        if (mean_score(again) > mean_score(found)) known = {again, turns};
    }
    OrientedPose best = search_orientation_when_due(frame, place.box, known);
    if (tracker_.estimated(best.pose, frame.time_seconds)) return best.pose;
    const bool anybody = detect(frame);
    // Whoever comes next most likely stands.
    if (!anybody) tracker_.turn(0);
    if (!tracker_.box()) return {};
    const PersonPlace second_place{*tracker_.box(), tracker_.quarter_turns()};
    const Pose second = estimate(frame, second_place);
    if (mean_score(second) > mean_score(best.pose)) best = {second, second_place.quarter_turns};
    const bool good = tracker_.estimated(best.pose, frame.time_seconds);
    return good || anybody ? best.pose : Pose{};
}

}  // namespace trainingzip::vision
