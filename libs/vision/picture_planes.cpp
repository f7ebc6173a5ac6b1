#include "vision/picture_planes.h"

#include "vision/bilinear_taps.h"

namespace trainingzip::vision {
namespace {

void blend_rows(const std::uint8_t* upper, const std::uint8_t* lower, float weight_of_lower, int count,
                float* target) {
    for (int i = 0; i < count; ++i) {
        const auto above = static_cast<float>(upper[i]);
        target[i] = above + weight_of_lower * (static_cast<float>(lower[i]) - above);
    }
}

/// Place of each plane's channel in a pixel of the picture.
std::array<int, 3> channel_places(media::PixelFormat format, bool blue_first) {
    const bool picture_is_blue_first = format == media::PixelFormat::bgr;
    return picture_is_blue_first == blue_first ? std::array{0, 1, 2} : std::array{2, 1, 0};
}

}  // namespace

void resize_to_planes(const media::ImageView& picture, int width, int height, const ChannelSettings& channels,
                      std::vector<float>& planes) {
    const int pixel_bytes = media::bytes_per_pixel(picture.format);
    const auto across = bilinear_taps(picture.width, width);
    const auto down = bilinear_taps(picture.height, height);
    const auto places = channel_places(picture.format, channels.blue_first);
    const auto plane_size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<float> line(static_cast<std::size_t>(picture.width * pixel_bytes));
    planes.resize(3 * plane_size);
    for (int y = 0; y < height; ++y) {
        const BilinearTap& row = down[static_cast<std::size_t>(y)];
        blend_rows(picture.pixels + static_cast<std::ptrdiff_t>(row.low) * picture.stride_bytes,
                   picture.pixels + static_cast<std::ptrdiff_t>(row.high) * picture.stride_bytes,
                   row.share_of_high, picture.width * pixel_bytes, line.data());
        for (std::size_t plane = 0; plane < 3; ++plane) {
            const float* samples = line.data() + places[plane];
            float* target = planes.data() + plane * plane_size + static_cast<std::ptrdiff_t>(y) * width;
            const float scale = channels.scale[plane];
            const float offset = -channels.mean[plane] * scale;
            for (int x = 0; x < width; ++x) {
                const BilinearTap& tap = across[static_cast<std::size_t>(x)];
                const float left = samples[tap.low * pixel_bytes];
                const float value = left + tap.share_of_high * (samples[tap.high * pixel_bytes] - left);
                target[x] = value * scale + offset;
            }
        }
    }
}

}  // namespace trainingzip::vision
