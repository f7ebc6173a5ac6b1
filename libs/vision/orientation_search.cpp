#include "vision/orientation_search.h"

#include "vision/body_orientation.h"
#include "vision/person_tracker.h"

namespace trainingzip::vision {

namespace {

bool is_confident(const Pose& pose) {
    return mean_score(pose) >= 0.6F;
}

}  // namespace

bool has_certain_orientation(const OrientedPose& known) {
    return is_confident(known.pose) &&
           quarter_turns_of(known.pose, known.quarter_turns) == known.quarter_turns;
}

bool is_clearly_better(const Pose& other, const Pose& known) {
    constexpr float clearly = 1.05F;
    return mean_score(other) > clearly * mean_score(known);
}

OrientedPose search_orientation(const PoseEstimator& estimator, const media::ImageView& picture,
                                const Box& box, const OrientedPose& known) {
    if (has_certain_orientation(known)) return known;
    const bool confident = is_confident(known.pose);
    const int indicated = quarter_turns_of(known.pose, known.quarter_turns);
    OrientedPose best = known;
    for (int step = 1; step < 4; ++step) {
        const int turns = (known.quarter_turns + step) % 4;
        if (confident && turns != indicated) continue;
        const Pose pose = estimator.estimate(picture, box, turns);
        if (is_clearly_better(pose, known.pose) && mean_score(pose) > mean_score(best.pose))
            best = {pose, turns};
    }
    return best;
}

}  // namespace trainingzip::vision
