#include "score/body.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace trainingzip::score {
namespace {

constexpr double furthest_pixel = 1e5;
constexpr double seen = 0.2;
constexpr double scale_of_shoulder_width = 1.35;

constexpr std::array<std::pair<Joint, Joint>, 8> sides{{
    {left_eye, right_eye},
    {left_ear, right_ear},
    {left_shoulder, right_shoulder},
    {left_elbow, right_elbow},
    {left_wrist, right_wrist},
    {left_hip, right_hip},
    {left_knee, right_knee},
    {left_ankle, right_ankle},
}};

bool in_any_picture(double value) {
    return std::isfinite(value) && std::abs(value) < furthest_pixel;
}

double distance(const JointPosition& a, const JointPosition& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

Pose mirrored(const Pose& pose) {
    Pose result = pose;
    for (auto [left, right] : sides) std::swap(result[left], result[right]);
    for (auto& joint : result) joint.x = -joint.x;
    return result;
}

Pose sanitized(const Pose& pose) {
    Pose result = pose;
    for (auto& joint : result) {
        if (in_any_picture(joint.x) && in_any_picture(joint.y) && std::isfinite(joint.confidence)) {
            joint.confidence = std::clamp(joint.confidence, 0.0, 1.0);
        } else {
            joint = {};
        }
    }
    return result;
}

double body_scale(const Pose& pose) {
    auto both_seen = [&](Joint a, Joint b) {
        return std::min(pose[a].confidence, pose[b].confidence) > seen;
    };
    double torso = 0;
    int torso_sides = 0;
    for (auto [shoulder, hip] : {std::pair{left_shoulder, left_hip}, std::pair{right_shoulder, right_hip}}) {
        if (!both_seen(shoulder, hip)) continue;
        torso += distance(pose[shoulder], pose[hip]);
        ++torso_sides;
    }
    const bool shoulders = both_seen(left_shoulder, right_shoulder);
    const double width = shoulders ? distance(pose[left_shoulder], pose[right_shoulder]) : 0;
    if (torso_sides > 0) return 0.5 * torso / torso_sides + 0.5 * width;
    return shoulders ? scale_of_shoulder_width * width : 0;
}

}  // namespace trainingzip::score
