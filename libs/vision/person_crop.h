#pragma once

#include <array>
#include <span>

#include "media/image.h"
#include "vision/geometry.h"

namespace trainingzip::vision {

/// The upright rectangle of a picture that a top-down pose network looks at. It may reach over the edges.
struct CropRegion {
    Point centre;      ///< Pixels of the picture.
    float width = 0;   ///< Pixels of the picture.
    float height = 0;  ///< Pixels of the picture.
};

/// Per channel, in the order red, green, blue, for samples of 0 to 1: (sample - mean) / deviation.
struct Normalisation {
    std::array<float, 3> mean = {0.485F, 0.456F, 0.406F};
    std::array<float, 3> deviation = {0.229F, 0.224F, 0.225F};
};

/// The region around a person: the box widened to width / height = aspect, then enlarged by `padding`, as
/// in the training of HRNet (Sun et al., CVPR 2019).
CropRegion person_region(const Box& box, float aspect, float padding = 1.25F);

/// Samples the region into `output`, NCHW floats 1 × 3 × height × width in the order red, green, blue; black
/// outside the picture. Bilinear interpolation, with a wider triangle where the crop is coarser than the
/// picture. The centre of the region comes to (width / 2, height / 2). output.size() must be 3 × width ×
/// height.
void crop_person(const media::ImageView& picture, const CropRegion& region, int width, int height,
                 const Normalisation& normalisation, std::span<float> output);

/// From a position on a grid of width × height that covers the region (the crop or a heat map) to the
/// picture.
Point to_picture(const CropRegion& region, Point on_grid, int width, int height);

}  // namespace trainingzip::vision
