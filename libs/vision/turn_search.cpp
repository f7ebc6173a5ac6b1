#include "vision/turn_search.h"

#include "vision/body_turn.h"
#include "vision/person_tracker.h"

namespace trainingzip::vision {

bool has_certain_turn(const TurnedPose& turned) {
    constexpr float confident = 0.6F;
    return mean_score(turned.pose) >= confident &&
           quarter_turns_of(turned.pose, turned.quarter_turns) == turned.quarter_turns;
}

TurnedPose improve_turn(const PoseEstimator& estimator, const media::ImageView& picture, const Box& box,
                        const TurnedPose& known) {
    constexpr float clearly = 1.05F;
    if (has_certain_turn(known)) return known;
    TurnedPose best = known;
    float best_score = clearly * mean_score(known.pose);
    for (int step = 1; step < 4; ++step) {
        const int turns = (known.quarter_turns + step) % 4;
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
