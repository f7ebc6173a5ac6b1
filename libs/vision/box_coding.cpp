#include "vision/box_coding.h"

#include <algorithm>
#include <cmath>

namespace trainingzip::vision {

Box decode_box(const Box& reference, const std::array<float, 4>& deltas, const BoxDeltaWeights& weights) {
    static const float largest_growth = std::log(1000.0F / 16.0F);
    const float width = reference.width();
    const float height = reference.height();
    const float centre_x = reference.left + width / 2 + deltas[0] / weights.x * width;
    const float centre_y = reference.top + height / 2 + deltas[1] / weights.y * height;
    const float half_width = std::exp(std::min(deltas[2] / weights.width, largest_growth)) * width / 2;
    const float half_height = std::exp(std::min(deltas[3] / weights.height, largest_growth)) * height / 2;
    return {centre_x - half_width, centre_y - half_height, centre_x + half_width, centre_y + half_height};
}

Box clip_box(const Box& box, int width, int height) {
    const auto right = static_cast<float>(width);
    const auto bottom = static_cast<float>(height);
    return {std::clamp(box.left, 0.0F, right - 1), std::clamp(box.top, 0.0F, bottom - 1),
            std::clamp(box.right, 1.0F, right), std::clamp(box.bottom, 1.0F, bottom)};
}

}  // namespace trainingzip::vision
