#include "api/pictures/picture_transform.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace trainingzip::api {

Picture upright(Picture picture, int orientation) {
    if (orientation <= 1 || orientation > 8) return picture;
    // CIPA DC-008, 4.6.4: from 5 on rows of the file are columns of the picture.
    const bool swaps_axes = orientation >= 5;
    const bool flips_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flips_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Picture result = swaps_axes ? Picture::of_size(picture.height, picture.width)
                                : Picture::of_size(picture.width, picture.height);
    for (int y = 0; y < result.height; ++y) {
        for (int x = 0; x < result.width; ++x) {
            int source_x = swaps_axes ? y : x;
            int source_y = swaps_axes ? x : y;
            if (flips_x) source_x = picture.width - 1 - source_x;
            if (flips_y) source_y = picture.height - 1 - source_y;
            std::copy_n(picture.pixel(source_x, source_y), 3, result.pixel(x, y));
        }
    }
    return result;
}

Picture shrink_to(Picture picture, int longest) {
    const int side = std::max(picture.width, picture.height);
    if (side <= longest) return picture;
    const auto scaled = [&](int length) {
        return std::max(1, static_cast<int>(std::int64_t{length} * longest / side));
    };
    Picture result = Picture::of_size(scaled(picture.width), scaled(picture.height));
    for (int y = 0; y < result.height; ++y) {
        const int top = static_cast<int>(std::int64_t{y} * picture.height / result.height);
        const int bottom = static_cast<int>(std::int64_t{y + 1} * picture.height / result.height);
        for (int x = 0; x < result.width; ++x) {
            const int left = static_cast<int>(std::int64_t{x} * picture.width / result.width);
            const int right = static_cast<int>(std::int64_t{x + 1} * picture.width / result.width);
            std::array<std::uint32_t, 3> sums{};
            for (int row = top; row < bottom; ++row) {
                const std::uint8_t* pixel = picture.pixel(left, row);
                for (int column = left; column < right; ++column, pixel += 3) {
                    for (std::size_t channel = 0; channel < 3; ++channel) sums[channel] += pixel[channel];
                }
            }
            const auto count = static_cast<std::uint32_t>((bottom - top) * (right - left));
            for (std::size_t channel = 0; channel < 3; ++channel) {
                result.pixel(x, y)[channel] = static_cast<std::uint8_t>((sums[channel] + count / 2) / count);
            }
        }
    }
    return result;
}

}  // namespace trainingzip::api
