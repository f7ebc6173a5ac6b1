#include "score/rest_pose.h"

#include <cmath>

namespace trainingzip::score {

Measures rest_pose() {
    constexpr LimbVector down{0, 1, 1};
    const double aside = 0.2;
    const double along = std::sqrt(1 - aside * aside);
    const LimbVector left_arm{aside, along, 1};
    const LimbVector right_arm{-aside, along, 1};
    return {left_arm, right_arm, left_arm,   right_arm, down,       down,
            down,     down,      {0, -1, 1}, {1, 0, 1}, {0, 2.5, 1}};
}

}  // namespace trainingzip::score
