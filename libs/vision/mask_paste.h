#pragma once

#include <vector>

#include "vision/geometry.h"

namespace trainingzip::vision {

/// What the mask branch says of one box: a grid of `size` x `size` probabilities, row by row, that covers
/// the box from edge to edge.
struct MaskGrid {
    int size = 0;
    std::vector<float> probabilities;  ///< 0 to 1.
    Box box;                           ///< Pixels of the picture.
};

/// One number for each pixel of a picture, row by row.
struct Plane {
    Plane() = default;
    Plane(int plane_width, int plane_height) { resize(plane_width, plane_height); }
    /// Sets every number to 0 and keeps the memory.
    void resize(int new_width, int new_height) {
        width = new_width;
        height = new_height;
        values.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0.0F);
    }
    float* row(int y) { return values.data() + static_cast<std::ptrdiff_t>(y) * width; }
    const float* row(int y) const { return values.data() + static_cast<std::ptrdiff_t>(y) * width; }

    std::vector<float> values;
    int width = 0;
    int height = 0;
};

/// linear: exact to the reference implementation. smooth: cubic B-spline, no corners in the outline.
enum class MaskInterpolation { linear, smooth };

/// Sets `plane` to the probabilities of the mask, 0 outside its box (He et al. 2017, section 3.1; the grid
/// counts as surrounded by zeros, so that it fades out over half a cell beyond the box). `plane` shows the
/// picture of the box scaled by `scale`.
void paste_mask(const MaskGrid& mask, float scale, MaskInterpolation interpolation, Plane& plane);

}  // namespace trainingzip::vision
