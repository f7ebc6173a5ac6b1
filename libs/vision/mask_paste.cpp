#include "vision/mask_paste.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace trainingzip::vision {
namespace {

constexpr int taps_per_pixel = 4;

/// Four neighbouring cells, the first maybe outside the grid, and what each adds.
struct Tap {
    int first = 0;
    std::array<float, taps_per_pixel> weights{};
};

std::array<float, taps_per_pixel> weights_at(float fraction, MaskInterpolation interpolation) {
    const float t = fraction;
    if (interpolation == MaskInterpolation::linear) return {0, 1 - t, t, 0};
    const float s = 1 - t;
    return {s * s * s / 6, (4 - 6 * t * t + 3 * t * t * t) / 6, (4 - 6 * s * s + 3 * s * s * s) / 6,
            t * t * t / 6};
}

/// Pixels [first, first + taps.size()) along one axis that the mask can reach.
struct AxisTaps {
    int first = 0;
    std::vector<Tap> taps;
};

AxisTaps taps_along(float from, float to, int cells, int pixels, MaskInterpolation interpolation) {
    const float cell = std::max(to - from, 1e-3F) / static_cast<float>(cells);
    const float reach = interpolation == MaskInterpolation::linear ? 0.5F : 1.5F;
    AxisTaps axis;
    axis.first = std::clamp(static_cast<int>(std::floor(from - reach * cell)), 0, pixels);
    const int end = std::clamp(static_cast<int>(std::ceil(to + reach * cell)), axis.first, pixels);
    for (int pixel = axis.first; pixel < end; ++pixel) {
        const float position = (static_cast<float>(pixel) + 0.5F - from) / cell - 0.5F;
        const float low = std::floor(position);
        axis.taps.push_back({static_cast<int>(low) - 1, weights_at(position - low, interpolation)});
    }
    return axis;
}

/// One row of the grid stretched to the pixels of the axis.
void stretch_row(const float* cells, int size, const AxisTaps& across, float* target) {
    for (const Tap& tap : across.taps) {
        float sum = 0;
        for (int i = 0; i < taps_per_pixel; ++i) {
            const int cell = tap.first + i;
            if (cell >= 0 && cell < size) sum += tap.weights[static_cast<std::size_t>(i)] * cells[cell];
        }
        *target++ = sum;
    }
}

void add_scaled(const float* source, float weight, std::size_t count, float* target) {
    for (std::size_t i = 0; i < count; ++i) target[i] += weight * source[i];
}

}  // namespace

void paste_mask(const MaskGrid& mask, float scale, MaskInterpolation interpolation, Plane& plane) {
    std::fill(plane.values.begin(), plane.values.end(), 0.0F);
    const Box& box = mask.box;
    const auto across =
        taps_along(box.left * scale, box.right * scale, mask.size, plane.width, interpolation);
    const auto down = taps_along(box.top * scale, box.bottom * scale, mask.size, plane.height, interpolation);
    const std::size_t width = across.taps.size();
    std::vector<float> stretched(width * static_cast<std::size_t>(mask.size));
    for (int row = 0; row < mask.size; ++row) {
        stretch_row(mask.probabilities.data() + static_cast<std::ptrdiff_t>(row) * mask.size, mask.size,
                    across, stretched.data() + static_cast<std::size_t>(row) * width);
    }
    for (std::size_t y = 0; y < down.taps.size(); ++y) {
        float* target = plane.row(down.first + static_cast<int>(y)) + across.first;
        const Tap& tap = down.taps[y];
        for (int i = 0; i < taps_per_pixel; ++i) {
            const int cell = tap.first + i;
            if (cell < 0 || cell >= mask.size) continue;
            add_scaled(stretched.data() + static_cast<std::size_t>(cell) * width,
                       tap.weights[static_cast<std::size_t>(i)], width, target);
        }
    }
}

}  // namespace trainingzip::vision
