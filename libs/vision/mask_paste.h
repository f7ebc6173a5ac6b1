#pragma once

#include <vector>

#include "vision/geometry.h"
#include "vision/plane.h"

namespace trainingzip::vision {

/// What the mask branch says of one box: a grid of `size` x `size` probabilities, row by row, that covers
/// the box from edge to edge.
struct MaskGrid {
    int size = 0;
    std::vector<float> probabilities;  ///< 0 to 1.
    Box box;                           ///< Pixels of the picture.
};

/// linear: exact to the reference implementation. smooth: cubic B-spline, no corners in the outline.
enum class MaskInterpolation { linear, smooth };

/// Sets `plane` to the probabilities of the mask, 0 outside its box (He et al. 2017, section 3.1; the grid
/// counts as surrounded by zeros, so that it fades out over half a cell beyond the box). `plane` shows the
/// picture of the box scaled by `scale`.
void paste_mask(const MaskGrid& mask, float scale, MaskInterpolation interpolation, Plane& plane);

}  // namespace trainingzip::vision
