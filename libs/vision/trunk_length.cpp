#include "vision/trunk_length.h"

#include <algorithm>
#include <cmath>

#include "vision/person_tracker.h"

namespace trainingzip::vision {

float trunk_length(const Pose& pose) {
    constexpr float share_of_extent = 0.3F;
    constexpr float least_score = 0.2F;
    const Keypoint corners[] = {at(pose, left_shoulder), at(pose, right_shoulder), at(pose, left_hip),
                                at(pose, right_hip)};
    const auto box = box_of_pose(pose);
    const float extent = box ? std::max(box->width(), box->height()) : 0;
    const bool is_seen =
        std::ranges::all_of(corners, [](const Keypoint& corner) { return corner.score >= least_score; });
    if (!is_seen) return share_of_extent * extent;
    const float trunk = std::hypot(
        (corners[0].position.x + corners[1].position.x - corners[2].position.x - corners[3].position.x) / 2,
        (corners[0].position.y + corners[1].position.y - corners[2].position.y - corners[3].position.y) / 2);
    // Somebody who bends towards the camera has a short trunk in the picture.
    return std::max(trunk, share_of_extent * extent / 2);
}

}  // namespace trainingzip::vision
