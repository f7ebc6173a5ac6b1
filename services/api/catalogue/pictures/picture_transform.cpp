#include "api/catalogue/pictures/picture_transform.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace trainingzip::api {
namespace {

int scaled(int length, int to, int from) {
    return std::max(1, static_cast<int>(std::int64_t{length} * to / from));
}

/// Calls use(pixel, weight) for the pixels that are covered by the pixel `place` of a line that shrinks from
/// `from` pixels to `to`; the weights are in parts of a pixel and together make `from`.
template <typename Use>
void for_each_covered(int place, int from, int to, const Use& use) {
    const std::int64_t begin = std::int64_t{place} * from;
    const std::int64_t end = begin + from;
    for (std::int64_t pixel = begin / to; pixel * to < end; ++pixel) {
        const std::int64_t part = std::min((pixel + 1) * to, end) - std::max(pixel * to, begin);
        use(static_cast<int>(pixel), static_cast<std::uint64_t>(part));
    }
}

Picture shrink(const Picture& picture, int width, int height) {
    Picture result = Picture::of_size(width, height);
    const std::uint64_t total =
        static_cast<std::uint64_t>(picture.width) * static_cast<std::uint64_t>(picture.height);
    std::vector<std::uint64_t> line(static_cast<std::size_t>(picture.width) * 3);
    for (int y = 0; y < height; ++y) {
        std::fill(line.begin(), line.end(), 0);
        for_each_covered(y, picture.height, height, [&](int row, std::uint64_t weight) {
            const std::uint8_t* values = picture.pixel(0, row);
            for (std::size_t i = 0; i < line.size(); ++i) line[i] += weight * values[i];
        });
        for (int x = 0; x < width; ++x) {
            std::array<std::uint64_t, 3> sums{};
            for_each_covered(x, picture.width, width, [&](int column, std::uint64_t weight) {
                const std::uint64_t* values = line.data() + std::ptrdiff_t{column} * 3;
                for (std::size_t channel = 0; channel < 3; ++channel)
                    sums[channel] += weight * values[channel];
            });
            for (std::size_t channel = 0; channel < 3; ++channel) {
                result.pixel(x, y)[channel] = static_cast<std::uint8_t>((sums[channel] + total / 2) / total);
            }
        }
    }
    return result;
}

}  // namespace

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
    return shrink(picture, scaled(picture.width, longest, side), scaled(picture.height, longest, side));
}

Picture shrink_to_width(const Picture& picture, int width) {
    if (picture.width <= width) return picture;
    return shrink(picture, width, scaled(picture.height, width, picture.width));
}

}  // namespace trainingzip::api
