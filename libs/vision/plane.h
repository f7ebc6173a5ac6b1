#pragma once

#include <cstddef>
#include <vector>

#include "vision/geometry.h"

namespace trainingzip::vision {

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
    bool empty() const { return values.empty(); }

    std::vector<float> values;
    int width = 0;
    int height = 0;
};

/// Fills `target` with `source` stretched to its size, with bilinear interpolation between pixel centres.
void stretch(const Plane& source, Plane& target);

/// The same into a part of `target`, whose edges are in its pixels; the others stay as they are.
void stretch(const Plane& source, const Box& part, Plane& target);

/// The mean over the square of side 2 * radius + 1 around each pixel, cut at the borders. O(1) per pixel.
void box_mean(Plane& plane, int radius);

/// How much two masks of one size agree: the sum of the smaller values divided by the sum of the larger ones,
/// which is intersection over union where values are 0 or 1. 1 where both are empty.
float soft_intersection_over_union(const Plane& a, const Plane& b);

}  // namespace trainingzip::vision
