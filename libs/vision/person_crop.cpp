#include "vision/person_crop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace trainingzip::vision {

namespace {

/// Which samples along one axis of the picture make up one sample of the crop, and with what weights.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

/// Bilinear interpolation where the crop is finer than the picture. Where it is coarser the triangle widens
/// with the step, so that no pixel is skipped: what a network sees must not depend on the camera's
/// resolution. Samples outside the picture keep their share of the weight and count as black.
/// The extent is negative where the samples of the crop run against the pixels of the picture.
std::vector<Taps> taps_along(float centre, float extent, int count, int size) {
    std::vector<Taps> all(static_cast<std::size_t>(count));
    const float step = extent / static_cast<float>(count);
    const float reach = std::clamp(std::abs(step), 1.0F, static_cast<float>(std::max(size, 1)));
    for (int i = 0; i < count; ++i) {
        const float position = centre + (static_cast<float>(i) - static_cast<float>(count) / 2) * step;
        Taps& taps = all[static_cast<std::size_t>(i)];
        if (!(position + reach > 0) || !(position - reach < static_cast<float>(size - 1))) continue;
        const int first = static_cast<int>(std::floor(position - reach)) + 1;
        const int last = static_cast<int>(std::ceil(position + reach)) - 1;
        float sum = 0;
        for (int place = first; place <= last; ++place) {
            const float weight = 1 - std::abs(static_cast<float>(place) - position) / reach;
            sum += weight;
            if (place >= 0 && place < size) taps.weights.push_back(weight);
        }
        taps.first = std::max(first, 0);
        for (float& weight : taps.weights) weight /= sum;
    }
    return all;
}

/// Whether the region's own x axis runs along the y axis of the picture.
bool lies_across(const CropRegion& region) {
    return region.quarter_turns % 2 != 0;
}

/// Towards which side of the picture the region's own axes run: 1 the way of its pixels, -1 against them.
struct Directions {
    float x = 1;  ///< Of whichever axis of the region runs along the x axis of the picture.
    float y = 1;  ///< Of the other.
};

Directions directions_of(const CropRegion& region) {
    constexpr Directions turned[] = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
    return turned[static_cast<std::size_t>(region.quarter_turns)];
}

/// The part of a row of the picture that the columns need.
struct Span {
    int first = 0;
    int end = 0;
};

Span needed(const std::vector<Taps>& columns) {
    Span span{std::numeric_limits<int>::max(), 0};
    for (const Taps& taps : columns) {
        if (taps.weights.empty()) continue;
        span.first = std::min(span.first, taps.first);
        span.end = std::max(span.end, taps.first + static_cast<int>(taps.weights.size()));
    }
    return span.end > 0 ? span : Span{};
}

}  // namespace

CropRegion person_region(const Box& box, float aspect, float padding, int quarter_turns) {
    CropRegion region{box.centre(), box.width(), box.height(), quarter_turns};
    if (lies_across(region)) std::swap(region.width, region.height);
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
    const bool across = lies_across(region);
    const Directions directions = directions_of(region);
    const std::vector<Taps> columns =
        taps_along(region.centre.x, directions.x * (across ? region.height : region.width),
                   across ? height : width, picture.width);
    const std::vector<Taps> rows =
        taps_along(region.centre.y, directions.y * (across ? region.width : region.height),
                   across ? width : height, picture.height);
    const auto row_step = static_cast<std::size_t>(across ? 1 : width);
    const auto column_step = static_cast<std::size_t>(across ? width : 1);
    const int pixel_bytes = media::bytes_per_pixel(picture.format);
    const int red = picture.format == media::PixelFormat::bgr ? 2 : 0;
    const int offsets[3] = {red, 1, 2 - red};
    const std::size_t plane = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);

    const Span span = needed(columns);
    const std::ptrdiff_t span_offset = static_cast<std::ptrdiff_t>(span.first) * pixel_bytes;
    std::vector<float> mixed_row(static_cast<std::size_t>(span.end - span.first) *
                                 static_cast<std::size_t>(pixel_bytes));
    for (std::size_t y = 0; y < rows.size(); ++y) {
        const Taps& row = rows[y];
        std::size_t index = y * row_step;
        std::fill(mixed_row.begin(), mixed_row.end(), 0.0F);
        const std::uint8_t* samples =
            picture.pixels + static_cast<std::ptrdiff_t>(row.first) * picture.stride_bytes + span_offset;
        for (const float weight : row.weights) {
            for (std::size_t i = 0; i < mixed_row.size(); ++i) {
                mixed_row[i] += weight * static_cast<float>(samples[i]);
            }
            samples += picture.stride_bytes;
        }
        for (const Taps& column : columns) {
            float sums[3] = {0, 0, 0};
            const float* sample =
                mixed_row.data() + static_cast<std::ptrdiff_t>(column.first - span.first) * pixel_bytes;
            for (const float weight : column.weights) {
                for (std::size_t channel = 0; channel < 3; ++channel)
                    sums[channel] += weight * sample[offsets[channel]];
                sample += pixel_bytes;
            }
            for (std::size_t channel = 0; channel < 3; ++channel) {
                output[channel * plane + index] =
                    (sums[channel] / 255 - normalisation.mean[channel]) / normalisation.deviation[channel];
            }
            index += column_step;
        }
    }
}

Point to_picture(const CropRegion& region, Point on_grid, int width, int height) {
    Point offset{(on_grid.x / static_cast<float>(width) - 0.5F) * region.width,
                 (on_grid.y / static_cast<float>(height) - 0.5F) * region.height};
    if (lies_across(region)) std::swap(offset.x, offset.y);
    const Directions directions = directions_of(region);
    return {region.centre.x + directions.x * offset.x, region.centre.y + directions.y * offset.y};
}

}  // namespace trainingzip::vision
