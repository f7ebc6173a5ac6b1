#pragma once

#include "vision/plane.h"

namespace trainingzip::vision {

/// Lets the edge of a mask snap to edges of a picture nearby: guided filter (He, Sun, Tang 2013, Guided
/// Image Filtering), the mask filtered with one channel of the picture (0 to 1) as guide, both of one size.
/// `radius` in pixels is how far an edge may move; `epsilon` is the variance of the guide from which an edge
/// counts. Values stay within 0 to 1.
void refine_mask(const Plane& guide, int radius, float epsilon, Plane& mask);

}  // namespace trainingzip::vision
