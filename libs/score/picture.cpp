#include "score/picture.h"

#include <cmath>

namespace trainingzip::score {
namespace {

// The soles are some 4 % of a person's height below the ankles: an ankle this near to the edge has no foot
// in the picture.
constexpr double margin_of_cut_joints = 0.02;

bool is_cut_at_the_edge(int joint) {
    return joint == left_shoulder || joint == right_shoulder || joint >= left_hip;
}

bool is_within(double position, double side, double margin) {
    if (!std::isfinite(side) || side <= 0) return true;
    return position >= margin * side && position <= (1 - margin) * side;
}

}  // namespace

Pose within_picture(const Pose& pose, const PictureSize& picture) {
    Pose result = pose;
    for (int joint = 0; joint < joint_count; ++joint) {
        auto& position = result[joint];
        const double margin = is_cut_at_the_edge(joint) ? margin_of_cut_joints : 0;
        if (!is_within(position.x, picture.width, margin) || !is_within(position.y, picture.height, margin))
            position = {};
    }
    return result;
}

}  // namespace trainingzip::score
