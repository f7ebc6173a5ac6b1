#pragma once

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// How a body is turned in the picture: the quarter turns clockwise from upright, 0 to 3, that come nearest
/// to the line from its legs to its shoulders. 1 is somebody who lies with the head to the right. Stays at
/// `before` until the body leans clearly towards another side, and where too little of it is seen.
int quarter_turns_of(const Pose& pose, int before);

}  // namespace trainingzip::vision
