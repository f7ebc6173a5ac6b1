#pragma once

#include <span>

#include "vision/geometry.h"
#include "vision/plane.h"

namespace trainingzip::vision {

/// Restricts a mask of all persons to the person in the box: it fades out around the box, and a pixel that is
/// also inside another person's box (one of `persons`) is assigned to the person whose centre is nearer, in
/// units of the boxes' sizes. `mask` shows the picture of the boxes scaled by `scale`.
void keep_person(const Box& box, std::span<const Detection> persons, float scale, Plane& mask);

}  // namespace trainingzip::vision
