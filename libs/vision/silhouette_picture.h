#pragma once

#include "media/yuv_picture.h"
#include "vision/plane.h"

namespace trainingzip::vision {

struct SilhouetteSize {
    int width = 0;
    int height = 0;
};

/// The size of the silhouette of a video: `width` (even) wide, of the same aspect, its height rounded to
/// even.
SilhouetteSize silhouette_size(int video_width, int video_height, int width);

/// The person in cyan (0, 255, 255) on white, mixed by the mask: 1 is person, 0 is background.
/// `picture` must be of the size of the mask.
void paint_silhouette(const Plane& mask, media::YuvPicture& picture);

}  // namespace trainingzip::vision
