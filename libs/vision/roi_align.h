#pragma once

#include <span>
#include <vector>

#include "vision/geometry.h"

namespace trainingzip::vision {

/// A feature map with the channels of a cell side by side (HWC), the layout in which RoIAlign reads fast.
struct FeatureMap {
    /// From the layout [channels, rows, columns] that networks give.
    static FeatureMap from_planes(std::span<const float> planes, int channels, int rows, int columns);

    const float* cell(int row, int column) const {
        return values.data() +
               static_cast<std::size_t>(row * columns + column) * static_cast<std::size_t>(channels);
    }

    std::vector<float> values;
    int channels = 0;
    int rows = 0;
    int columns = 0;
};

/// Settings of RoIAlign. The adaptive number of samples along an axis of a bin is its size in cells, rounded
/// up.
struct RoiAlignSettings {
    int size = 6;            ///< Bins along each side.
    float scale = 1 / 16.F;  ///< Cells per pixel of the network's input.
    int samples = 0;         ///< Along each axis of a bin; 0 is adaptive.
    bool aligned = false;    ///< Shifts boxes by half a cell, as newer networks want it.
};

/// RoIAlign (He et al. 2017, Mask R-CNN, section 3): the mean of bilinear samples in each bin of each box.
/// Samples more than one cell outside the map count as 0; others outside are taken from its edge.
///
/// Boxes are in pixels of the network's input. Writes [boxes, channels, size, size] to `output`.
/// Throws std::invalid_argument when output has another size.
void roi_align(const FeatureMap& features, std::span<const Box> boxes, const RoiAlignSettings& settings,
               std::span<float> output);

}  // namespace trainingzip::vision
