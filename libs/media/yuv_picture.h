#pragma once

#include <cstdint>
#include <vector>

namespace trainingzip::media {

/// One picture in planar Y'CbCr 4:2:0, 8 bits, BT.709 with limited range (ITU-R BT.709-6, 3.4). Rows lie
/// one after another without padding; width and height are even.
struct YuvPicture {
    YuvPicture(int picture_width, int picture_height)
        : width(picture_width),
          height(picture_height),
          luma(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
          blue_difference(luma.size() / 4),
          red_difference(luma.size() / 4) {}

    int width;
    int height;
    std::vector<std::uint8_t> luma;             ///< height rows of width samples, 16..235.
    std::vector<std::uint8_t> blue_difference;  ///< height / 2 rows of width / 2 samples, 16..240.
    std::vector<std::uint8_t> red_difference;   ///< As blue_difference.
};

}  // namespace trainingzip::media
