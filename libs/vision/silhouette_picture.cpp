#include "vision/silhouette_picture.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace trainingzip::vision {
namespace {

/// White and cyan in BT.709 with limited range (ITU-R BT.709-6, 3.2 to 3.5).
struct Colour {
    float luma;
    float blue_difference;
    float red_difference;
};
constexpr Colour white{235.0F, 128.0F, 128.0F};
constexpr Colour cyan{16 + 219 * 0.7874F, 128 + 224 * (1 - 0.7874F) / 1.8556F, 128 - 224 * 0.5F};

std::uint8_t mix(float from, float to, float share) {
    // lround() is a call for each pixel, and what is mixed is never negative.
    // NOLINTNEXTLINE(bugprone-incorrect-roundings)
    return static_cast<std::uint8_t>(from + (to - from) * share + 0.5F);
}

}  // namespace

SilhouetteSize silhouette_size(int video_width, int video_height, int width) {
    const double height = static_cast<double>(width) * video_height / video_width;
    return {width, std::max(2, 2 * static_cast<int>(std::lround(height / 2)))};
}

void paint_silhouette(const Plane& mask, media::YuvPicture& picture) {
    if (mask.width != picture.width || mask.height != picture.height) {
        throw std::invalid_argument("silhouette: mask and picture differ in size");
    }
    std::uint8_t* luma = picture.luma.data();
    for (const float share : mask.values) *luma++ = mix(white.luma, cyan.luma, share);
    std::uint8_t* blue = picture.blue_difference.data();
    std::uint8_t* red = picture.red_difference.data();
    for (int y = 0; y < mask.height; y += 2) {
        const float* upper = mask.row(y);
        const float* lower = mask.row(y + 1);
        for (int x = 0; x < mask.width; x += 2) {
            const float share = (upper[x] + upper[x + 1] + lower[x] + lower[x + 1]) / 4;
            *blue++ = mix(white.blue_difference, cyan.blue_difference, share);
            *red++ = mix(white.red_difference, cyan.red_difference, share);
        }
    }
}

}  // namespace trainingzip::vision
