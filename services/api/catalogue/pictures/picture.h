#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "media/picture_sizes.h"

namespace trainingzip::api {

/// Pixels of a picture in memory: rows from the top without padding, 3 bytes (R, G, B) a pixel.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    static Picture of_size(int width, int height) {
        return {width, height,
                std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                                          3)};
    }
    std::uint8_t* pixel(int x, int y) {
        return rgb.data() +
               (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
                   3;
    }
    const std::uint8_t* pixel(int x, int y) const { return const_cast<Picture*>(this)->pixel(x, y); }
};

/// Largest picture that is decoded, in pixels: above it a few bytes could ask for gigabytes.
inline constexpr std::int64_t most_picture_pixels = 40'000'000;

using media::longest_stored_side;
using media::medium_width;
using media::small_width;

}  // namespace trainingzip::api
