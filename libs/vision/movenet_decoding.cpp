#include "vision/movenet_decoding.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace trainingzip::vision {

namespace {

/// In cells: how far from the expected place a peak of half the height counts as much.
constexpr float tolerance = 1.8F;

/// The cell whose value is highest, weighed by its nearness to a place.
std::size_t peak_near(std::span<const float> map, int size, const Point& place) {
    std::size_t best = 0;
    float highest = -1;
    std::size_t index = 0;
    for (int y = 0; y < size; ++y) {
        const float dy = static_cast<float>(y) - place.y;
        for (int x = 0; x < size; ++x, ++index) {
            // Most cells are empty; whatever their weight, they cannot win.
            if (map[index] <= highest * tolerance) continue;
            const float dx = static_cast<float>(x) - place.x;
            const float value = map[index] / (std::sqrt(dx * dx + dy * dy) + tolerance);
            if (value > highest) {
                highest = value;
                best = index;
            }
        }
    }
    return best;
}

}  // namespace

CropRegion movenet_region(const Box& box, int quarter_turns) {
    // The best of 1 to 1.25 with true boxes, those of a detector, and those round the pose before.
    constexpr float padding = 1.1F;
    return person_region(box, 1, padding, quarter_turns);
}

Pose decode_movenet(const MovenetHeads& heads, const CropRegion& region) {
    const auto size = static_cast<std::size_t>(heads.size);
    const std::size_t cells = size * size;
    const auto cell_at = [&](std::size_t index) {
        const std::size_t row = index / size;
        return Point{static_cast<float>(index - row * size), static_cast<float>(row)};
    };
    const int middle = heads.size / 2;
    const auto half = static_cast<float>(middle);
    const std::size_t centre = peak_near(heads.centres.first(cells), heads.size, {half, half});
    const Point from = cell_at(centre);
    Pose pose;
    for (std::size_t part = 0; part < part_count; ++part) {
        const Point expected{from.x + heads.regression[(2 * part + 1) * cells + centre],
                             from.y + heads.regression[2 * part * cells + centre]};
        const std::span<const float> map = heads.heatmaps.subspan(part * cells, cells);
        const std::size_t peak = peak_near(map, heads.size, expected);
        const Point cell = cell_at(peak);
        const Point place{cell.x + heads.offsets[(2 * part + 1) * cells + peak],
                          cell.y + heads.offsets[2 * part * cells + peak]};
        pose[part].position = to_picture(region, place, heads.size, heads.size);
        pose[part].score = std::clamp(map[peak], 0.0F, 1.0F);
    }
    return pose;
}

}  // namespace trainingzip::vision
