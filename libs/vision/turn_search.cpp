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

TurnedPose improve_turn(const PoseEstimator& estimator, const media::ImageView& picture, const Box& box,
                        const TurnedPose& known) {
    constexpr float clearly = 1.05F;
    if (has_certain_turn(known)) return known;
    const bool confident = is_confident(known.pose);
    const int shown = quarter_turns_of(known.pose, known.quarter_turns);
    TurnedPose best = known;
    float best_score = clearly * mean_score(known.pose);
    for (int step = 1; step < 4; ++step) {
        const int turns = (known.quarter_turns + step) % 4;
        if (confident && turns != shown) continue;
        const Pose pose = estimator.estimate(picture, box, turns);
        const float score = mean_score(pose);
        if (score <= best_score) continue;
        best = {pose, turns};
        best_score = score;
    }
    return best;
}

TurnedPose estimate_in_any_turn(const PoseEstimator& estimator, const media::ImageView& picture,
                                const Box& box) {
    return improve_turn(estimator, picture, box, {estimator.estimate(picture, box), 0});
}

}  // namespace trainingzip::vision
