#include "vision/detector_decoding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "vision/non_maximum_suppression.h"

namespace trainingzip::vision {

namespace {

struct Tap {
    int first = 0;
    int second = 0;
    float weight = 0;  ///< Of the second.
};

// Pixel centres of both grids are aligned; samples beyond the edge repeat the edge.
std::vector<Tap> taps_along(int count, int size) {
    std::vector<Tap> taps(static_cast<std::size_t>(count));
    const float step = static_cast<float>(size) / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
        const float position =
            std::clamp((static_cast<float>(i) + 0.5F) * step - 0.5F, 0.0F, static_cast<float>(size - 1));
        const int first = static_cast<int>(position);
        taps[static_cast<std::size_t>(i)] = {first, std::min(first + 1, size - 1),
                                             position - static_cast<float>(first)};
    }
    return taps;
}

float mix(float a, float b, float weight) {
    return a + (b - a) * weight;
}

float sigmoid(float logit) {
    return 1 / (1 + std::exp(-logit));
}

}  // namespace

float letter_box(const media::ImageView& picture, int size, const DetectorNormalisation& normalisation,
                 std::span<float> output) {
    const float scale =
        static_cast<float>(size) / static_cast<float>(std::max(picture.width, picture.height));
    const int width =
        std::clamp(static_cast<int>(std::lround(static_cast<float>(picture.width) * scale)), 1, size);
    const int height =
        std::clamp(static_cast<int>(std::lround(static_cast<float>(picture.height) * scale)), 1, size);
    const std::vector<Tap> columns = taps_along(width, picture.width);
    const std::vector<Tap> rows = taps_along(height, picture.height);
    const int pixel_bytes = media::bytes_per_pixel(picture.format);
    const int blue = picture.format == media::PixelFormat::bgr ? 0 : 2;
    const int offsets[3] = {blue, 1, 2 - blue};
    const std::size_t row_length = static_cast<std::size_t>(size);
    constexpr float grey = 114;

    for (std::size_t channel = 0; channel < 3; ++channel) {
        const float mean = normalisation.mean[channel];
        const float factor = 1 / normalisation.deviation[channel];
        float* plane = output.data() + channel * row_length * row_length;
        std::fill(plane, plane + row_length * row_length, (grey - mean) * factor);
        for (std::size_t y = 0; y < rows.size(); ++y) {
            const std::uint8_t* upper = picture.pixels +
                                        static_cast<std::ptrdiff_t>(rows[y].first) * picture.stride_bytes +
                                        offsets[channel];
            const std::uint8_t* lower = picture.pixels +
                                        static_cast<std::ptrdiff_t>(rows[y].second) * picture.stride_bytes +
                                        offsets[channel];
            for (std::size_t x = 0; x < columns.size(); ++x) {
                const int left = columns[x].first * pixel_bytes;
                const int right = columns[x].second * pixel_bytes;
                const float above = mix(upper[left], upper[right], columns[x].weight);
                const float below = mix(lower[left], lower[right], columns[x].weight);
                plane[y * row_length + x] = (mix(above, below, rows[y].weight) - mean) * factor;
            }
        }
    }
    return scale;
}

std::vector<Detection> decode_detections(std::span<const DetectorLevel> levels, float scale,
                                         int picture_width, int picture_height, float minimum_score,
                                         float maximum_overlap) {
    std::vector<Detection> candidates;
    for (const DetectorLevel& level : levels) {
        for (int row = 0; row < level.rows; ++row) {
            for (int column = 0; column < level.columns; ++column) {
                const float* cell =
                    level.values.data() + static_cast<std::ptrdiff_t>(row * level.columns + column) * 5;
                const float score = sigmoid(cell[0]);
                if (!(score >= minimum_score)) continue;
                const float x = static_cast<float>(column * level.stride);
                const float y = static_cast<float>(row * level.stride);
                const Box box{(x - cell[1]) / scale, (y - cell[2]) / scale, (x + cell[3]) / scale,
                              (y + cell[4]) / scale};
                candidates.push_back({clipped(box, picture_width, picture_height), score});
            }
        }
    }
    std::erase_if(candidates, [](const Detection& candidate) { return !(candidate.box.area() > 1); });
    std::vector<Detection> persons;
    for (const std::size_t index : suppress_non_maxima(candidates, maximum_overlap, candidates.size())) {
        persons.push_back(candidates[index]);
    }
    return persons;
}

}  // namespace trainingzip::vision
