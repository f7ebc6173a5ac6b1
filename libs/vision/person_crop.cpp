#include "vision/person_crop.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace trainingzip::vision {

namespace {

/// Where a column of the crop lies in the picture: two neighbouring columns and the weight of the second.
struct Tap {
    int first = 0;
    int second = 0;
    float weight_first = 0;
    float weight_second = 0;
};

// Outside the picture a tap points at a valid sample with weight 0, so that the inner loop has no branches.
Tap tap_at(float position, int size) {
    const float floor = std::floor(position);
    const float fraction = position - floor;
    Tap tap;
    if (floor >= 0 && floor < static_cast<float>(size)) {
        tap.first = static_cast<int>(floor);
        tap.weight_first = 1 - fraction;
    }
    if (floor >= -1 && floor < static_cast<float>(size - 1)) {
        tap.second = static_cast<int>(floor) + 1;
        tap.weight_second = fraction;
    }
    return tap;
}

std::vector<Tap> taps_along(float centre, float extent, int count, int size) {
    std::vector<Tap> taps(static_cast<std::size_t>(count));
    const float step = extent / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
        const float offset = static_cast<float>(i) - static_cast<float>(count) / 2;
        taps[static_cast<std::size_t>(i)] = tap_at(centre + offset * step, size);
    }
    return taps;
}

}  // namespace

CropRegion person_region(const Box& box, float aspect, float padding) {
    CropRegion region{box.centre(), box.width(), box.height()};
    if (region.width > region.height * aspect) {
        region.height = region.width / aspect;
    } else {
        region.width = region.height * aspect;
    }
    region.width *= padding;
    region.height *= padding;
    return region;
}

void crop_person(const media::ImageView& picture, const CropRegion& region, int width, int height,
                 const Normalisation& normalisation, std::span<float> output) {
    const std::vector<Tap> columns = taps_along(region.centre.x, region.width, width, picture.width);
    const std::vector<Tap> rows = taps_along(region.centre.y, region.height, height, picture.height);
    const int pixel_bytes = media::bytes_per_pixel(picture.format);
    const int red = picture.format == media::PixelFormat::bgr ? 2 : 0;
    const int offsets[3] = {red, 1, 2 - red};
    const std::size_t plane = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);

    float scale[3];
    float shift[3];
    for (std::size_t channel = 0; channel < 3; ++channel) {
        scale[channel] = 1 / (255 * normalisation.deviation[channel]);
        shift[channel] = -normalisation.mean[channel] / normalisation.deviation[channel];
    }
    std::size_t index = 0;
    for (const Tap& row : rows) {
        const std::uint8_t* upper =
            picture.pixels + static_cast<std::ptrdiff_t>(row.first) * picture.stride_bytes;
        const std::uint8_t* lower =
            picture.pixels + static_cast<std::ptrdiff_t>(row.second) * picture.stride_bytes;
        for (const Tap& column : columns) {
            const int left = column.first * pixel_bytes;
            const int right = column.second * pixel_bytes;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const int offset = offsets[channel];
                const float above = column.weight_first * static_cast<float>(upper[left + offset]) +
                                    column.weight_second * static_cast<float>(upper[right + offset]);
                const float below = column.weight_first * static_cast<float>(lower[left + offset]) +
                                    column.weight_second * static_cast<float>(lower[right + offset]);
                const float sample = row.weight_first * above + row.weight_second * below;
                output[channel * plane + index] = sample * scale[channel] + shift[channel];
            }
            ++index;
        }
    }
}

Point to_picture(const CropRegion& region, Point on_grid, int width, int height) {
    return {region.centre.x + (on_grid.x / static_cast<float>(width) - 0.5F) * region.width,
            region.centre.y + (on_grid.y / static_cast<float>(height) - 0.5F) * region.height};
}

}  // namespace trainingzip::vision
