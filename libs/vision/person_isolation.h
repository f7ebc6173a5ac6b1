#pragma once

#include <span>

#include "vision/geometry.h"
#include "vision/plane.h"

namespace trainingzip::vision {

/// Leaves in a mask of all persons what belongs to the one in the box: it fades out around the box, and a
/// pixel inside the box of somebody else, one of `persons` whose box is another, is theirs where it lies
/// nearer to their middle, in units of the boxes' sizes. `mask` shows the picture of the boxes scaled by
/// `scale`.
void keep_person(const Box& box, std::span<const Detection> persons, float scale, Plane& mask);

}  // namespace trainingzip::vision
