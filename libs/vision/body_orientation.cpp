#include "vision/body_orientation.h"

#include <cmath>
#include <numbers>

namespace trainingzip::vision {

namespace {

constexpr float seen_score = 0.3F;

struct Middle {
    Point sum;
    float count = 0;

    void add(const Keypoint& keypoint) {
        if (keypoint.score < seen_score) return;
        sum.x += keypoint.position.x;
        sum.y += keypoint.position.y;
        ++count;
    }
    Point point() const { return {sum.x / count, sum.y / count}; }
};

Middle middle_of(const Pose& pose, Part left, Part right) {
    Middle middle;
    middle.add(at(pose, left));
    middle.add(at(pose, right));
    return middle;
}

}  // namespace

int quarter_turns_of(const Pose& pose, int before) {
    // Networks read a body that leans by less than this as well as one that stands.
    constexpr float enough_degrees = 60;
    const Middle shoulders = middle_of(pose, left_shoulder, right_shoulder);
    Middle below = middle_of(pose, left_hip, right_hip);
    if (shoulders.count == 0 || below.count == 0) return before;
    const Middle ankles = middle_of(pose, left_ankle, right_ankle);
    if (ankles.count > 0) {
        const Point hip = below.point();
        const Point ankle = ankles.point();
        below = {{hip.x + ankle.x, hip.y + ankle.y}, 2};
    }
    const Point top = shoulders.point();
    const Point bottom = below.point();
    const float degrees = std::atan2(top.x - bottom.x, bottom.y - top.y) * 180 / std::numbers::pi_v<float>;
    const float from_before = std::remainder(degrees - 90 * static_cast<float>(before), 360.0F);
    if (std::abs(from_before) < enough_degrees) return before;
    return (static_cast<int>(std::lround(degrees / 90)) + 4) % 4;
}

}  // namespace trainingzip::vision
