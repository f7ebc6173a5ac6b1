#pragma once

#include <span>

#include "vision/keypoint.h"
#include "vision/person_crop.h"

namespace trainingzip::vision {

/// Finds the peak of one heat map of width × height, row by row, below the resolution of the grid: argmax,
/// then one Newton step on the logarithm of the map smoothed by a Gaussian of blur_size × blur_size (odd),
/// which is DARK (Zhang et al., Distribution-Aware Coordinate Representation, CVPR 2020, 3.2). The position
/// is in cells of the map, the score the height of the peak, clamped to 0 to 1.
Keypoint find_peak(std::span<const float> heatmap, int width, int height, int blur_size);

/// The blur that fits a map of this height: networks are trained with a spread in proportion to it.
int blur_size_for(int heatmap_height);

/// Decodes 17 heat maps (17 × height × width) of the region into a pose in pixels of the picture.
Pose decode_heatmaps(std::span<const float> heatmaps, int width, int height, const CropRegion& region);

}  // namespace trainingzip::vision
