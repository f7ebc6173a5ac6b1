#pragma once

#include <array>

#include "vision/plane.h"

namespace trainingzip::vision {

/// Aligns the edge of a mask with nearby edges of the picture: guided filter with a colour guide (He, Sun,
/// Tang 2013, Guided Image Filtering, section 3.4), fitted on a coarser grid where `radius` is large (He, Sun
/// 2015, Fast Guided Filter). Mask and colours (0 to 1) are of one size. `radius` in
/// pixels is how far an edge may move; `epsilon` is the variance of a colour from which an edge counts.
/// Values stay within 0 to 1.
void refine_mask(const std::array<Plane, 3>& colours, int radius, float epsilon, Plane& mask);

}  // namespace trainingzip::vision
