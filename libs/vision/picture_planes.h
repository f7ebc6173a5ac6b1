#pragma once

#include <array>
#include <vector>

#include "media/image.h"

namespace trainingzip::vision {

/// How a network wants its pixels: each channel becomes (sample - mean) * scale.
struct ChannelSettings {
    bool blue_first = true;               ///< Planes blue, green, red instead of red, green, blue.
    std::array<float, 3> mean{0, 0, 0};   ///< In the order of the planes, of samples 0 to 255.
    std::array<float, 3> scale{1, 1, 1};  ///< In the order of the planes.
};

/// The picture resized with bilinear interpolation between pixel centres, without low-pass filter, as planes
/// [3, height, width]. `planes` is resized; its memory is used again.
void resize_to_planes(const media::ImageView& picture, int width, int height, const ChannelSettings& channels,
                      std::vector<float>& planes);

}  // namespace trainingzip::vision
