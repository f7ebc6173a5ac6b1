#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

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
/// Longest side of a picture as stored, in pixels.
inline constexpr int longest_stored_side = 1280;
/// Widest that its smaller sizes are, in pixels. The page shows pictures by their width, so that one from a
/// phone held upright must not become narrower than one that lies.
inline constexpr int medium_width = 640;
inline constexpr int small_width = 320;

}  // namespace trainingzip::api
