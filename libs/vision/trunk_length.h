#pragma once

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// From the middle of the shoulders to that of the hips in pixels, or as much of the extent of what is seen
/// where they are not: what movements and errors are measured in. 0 without a pose.
float trunk_length(const Pose& pose);

}  // namespace trainingzip::vision
