#include "vision/scene_cut.h"

#include <cmath>
#include <utility>

namespace trainingzip::vision {

bool SceneCut::next(const media::ImageView& picture) {
    constexpr int columns = 16;
    constexpr int rows = 12;
    constexpr int samples = 4;  // of a field, each way
    std::vector<float> fields(columns * rows);
    for (int y = 0; y < rows * samples; ++y) {
        const int row = (2 * y + 1) * picture.height / (2 * rows * samples);
        const std::uint8_t* line = picture.pixels + static_cast<std::ptrdiff_t>(row) * picture.stride_bytes;
        for (int x = 0; x < columns * samples; ++x) {
            const int column = (2 * x + 1) * picture.width / (2 * columns * samples);
            const std::uint8_t* pixel =
                line + static_cast<std::ptrdiff_t>(column) * media::bytes_per_pixel(picture.format);
            const int field = y / samples * columns + x / samples;
            fields[static_cast<std::size_t>(field)] +=
                static_cast<float>(pixel[0] + pixel[1] + pixel[2]) / (3 * samples * samples);
        }
    }
    const std::vector<float> before = std::exchange(before_, std::move(fields));
    if (before.empty()) return false;
    constexpr float other_light = 20;
    int changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (std::abs(before[i] - before_[i]) > other_light) ++changed;
    }
    return 2 * changed > columns * rows;
}

}  // namespace trainingzip::vision
