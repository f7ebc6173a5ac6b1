#include "vision/turn_search.h"

#include "vision/body_turn.h"
#include "vision/person_tracker.h"

namespace trainingzip::vision {

namespace {

bool is_confident(const Pose& pose) {
    return mean_score(pose) >= 0.6F;
}

}  // namespace

bool has_certain_turn(const TurnedPose& turned) {
    return is_confident(turned.pose) &&
           quarter_turns_of(turned.pose, turned.quarter_turns) == turned.quarter_turns;
}

bool is_clearly_better(const Pose& other, const Pose& known) {
    constexpr float clearly = 1.05F;
    return mean_score(other) > clearly * mean_score(known);
}

TurnedPose improve_turn(const PoseEstimator& estimator, const media::ImageView& picture, const Box& box,
                        const TurnedPose& known) {
    if (has_certain_turn(known)) return known;
    const bool confident = is_confident(known.pose);
    const int shown = quarter_turns_of(known.pose, known.quarter_turns);
    TurnedPose best = known;
    for (int step = 1; step < 4; ++step) {
        const int turns = (known.quarter_turns + step) % 4;
        if (confident && turns != shown) continue;
        const Pose pose = estimator.estimate(picture, box, turns);
        if (is_clearly_better(pose, known.pose) && mean_score(pose) > mean_score(best.pose))
            best = {pose, turns};
    }
    return best;
}

}  // namespace trainingzip::vision
