#pragma once

#include <array>
#include <span>

#include "vision/plane.h"

namespace trainingzip::vision {

/// A rectangle of whole pixels; right and bottom lie behind the last one.
struct PixelRegion {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    int width() const { return right - left; }
    int height() const { return bottom - top; }
};

/// Three colour planes of a picture, one after another, row by row.
struct ColourPlanes {
    std::span<const float> values;  ///< [3, height, width], samples 0 to 255.
    int width = 0;
    int height = 0;
};

/// The weights of the three colours, their sizes adding up to 1, for which the pixels that are surely in the
/// mask differ most from those that surely are not: Fisher's linear discriminant (1936). `mask` covers
/// `region`, 0 to 1. Grey where there are too few pixels of either kind to tell.
std::array<float, 3> separating_colour(const ColourPlanes& picture, const PixelRegion& region,
                                       const Plane& mask);

/// The weighted sum of the colours in the region, of samples 0 to 1.
Plane weigh_colours(const ColourPlanes& picture, const PixelRegion& region,
                    const std::array<float, 3>& weights);

}  // namespace trainingzip::vision
