#pragma once

#include <array>
#include <span>

#include "media/image.h"
#include "vision/geometry.h"

namespace trainingzip::vision {

/// The rectangle of a picture that a top-down pose network looks at. It may reach over the edges. Its own
/// axes are those of the body: down is from the head to the feet of somebody who is turned as it says.
struct CropRegion {
    Point centre;           ///< Pixels of the picture.
    float width = 0;        ///< Pixels of the picture, along the region's own x axis.
    float height = 0;       ///< Pixels of the picture, along the region's own y axis.
    int quarter_turns = 0;  ///< 0 to 3, clockwise, from upright: 1 is a body whose head is to the right.
};

/// Per channel, in the order red, green, blue, for samples of 0 to 1: (sample - mean) / deviation.
struct Normalisation {
    std::array<float, 3> mean = {0.485F, 0.456F, 0.406F};
    std::array<float, 3> deviation = {0.229F, 0.224F, 0.225F};
};

/// The region around a person: the box widened to width / height = aspect, then enlarged by `padding`, as
/// in the training of HRNet (Sun et al., CVPR 2019). Width and height are those of the body when it is
/// turned by `quarter_turns`.
CropRegion person_region(const Box& box, float aspect, float padding = 1.25F, int quarter_turns = 0);

/// Samples the region, turned upright, into `output`, NCHW floats 1 × 3 × height × width in the order red,
/// green, blue; black outside the picture. Bilinear interpolation, with a wider triangle where the crop is
/// coarser than the picture. The centre of the region comes to (width / 2, height / 2). output.size() must be
/// 3 × width × height.
void crop_person(const media::ImageView& picture, const CropRegion& region, int width, int height,
                 const Normalisation& normalisation, std::span<float> output);

/// From a position on a grid of width × height that covers the region (the crop or a heat map) to the
/// picture.
Point to_picture(const CropRegion& region, Point on_grid, int width, int height);

}  // namespace trainingzip::vision
