#pragma once

#include <array>

#include "vision/keypoint.h"

namespace trainingzip::score {

/// The joints of every pose here. Sides are the person's own.
using Joint = vision::Part;
using enum vision::Part;
inline constexpr int joint_count = vision::part_count;

/// A joint in pixels of its picture, y downwards. confidence is 0..1; 0 says "not found", and then the
/// position means nothing.
struct JointPosition {
    double x = 0;
    double y = 0;
    double confidence = 0;
};

using Pose = std::array<JointPosition, joint_count>;

/// A pose at a moment, in seconds on the clock of the trainer's video.
struct TimedPose {
    double time = 0;
    Pose pose;
};

/// The person seen in a mirror: sides change their names and x its sign.
Pose mirrored(const Pose& pose);

/// The pose with every joint whose numbers are not finite, or beyond any picture, marked "not found", and
/// with confidences within 0..1.
Pose sanitized(const Pose& pose);

/// The size of the body in pixels: half the mean torso length and half the shoulder width, which changes
/// little when arms and legs move. From the shoulders alone where the hips are hidden; 0 when neither is
/// seen.
double body_scale(const Pose& pose);

}  // namespace trainingzip::score
