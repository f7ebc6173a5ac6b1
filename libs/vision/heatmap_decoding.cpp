#include "vision/heatmap_decoding.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace trainingzip::vision {

namespace {

constexpr int largest_blur = 17;

/// Weights of a Gaussian, with the spread that OpenCV derives from a kernel size, which DARK was tuned with.
std::array<float, largest_blur> gaussian(int size) {
    std::array<float, largest_blur> weights{};
    const float spread = 0.3F * (static_cast<float>(size - 1) * 0.5F - 1) + 0.8F;
    const int middle = size / 2;
    float sum = 0;
    for (int i = 0; i < size; ++i) {
        const auto distance = static_cast<float>(i - middle);
        weights[static_cast<std::size_t>(i)] = std::exp(-distance * distance / (2 * spread * spread));
        sum += weights[static_cast<std::size_t>(i)];
    }
    for (float& weight : weights) weight /= sum;
    return weights;
}

/// Logarithm of the blurred map at the 5 × 5 cells around a peak: all that the derivatives need.
struct LogNeighbourhood {
    float values[5][5];
    float operator()(int dx, int dy) const { return values[dy + 2][dx + 2]; }
};

LogNeighbourhood blurred_logarithm(std::span<const float> heatmap, int width, int height, int peak_x,
                                   int peak_y, int blur_size) {
    const auto weights = gaussian(blur_size);
    const int radius = blur_size / 2;
    LogNeighbourhood result{};
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx) {
            float sum = 0;
            for (int ky = -radius; ky <= radius; ++ky) {
                const int y = peak_y + dy + ky;
                if (y < 0 || y >= height) continue;
                float row_sum = 0;
                for (int kx = -radius; kx <= radius; ++kx) {
                    const int x = peak_x + dx + kx;
                    if (x < 0 || x >= width) continue;
                    const int tap = kx + radius;
                    const int cell = y * width + x;
                    row_sum +=
                        weights[static_cast<std::size_t>(tap)] * heatmap[static_cast<std::size_t>(cell)];
                }
                const int tap = ky + radius;
                sum += weights[static_cast<std::size_t>(tap)] * row_sum;
            }
            result.values[dy + 2][dx + 2] = std::log(std::max(sum, 1e-10F));
        }
    }
    return result;
}

/// Offset of the true peak: - Hessian⁻¹ · gradient of the logarithm (equation 8 of the paper).
Point newton_step(const LogNeighbourhood& log) {
    const float dx = 0.5F * (log(1, 0) - log(-1, 0));
    const float dy = 0.5F * (log(0, 1) - log(0, -1));
    const float dxx = 0.25F * (log(2, 0) - 2 * log(0, 0) + log(-2, 0));
    const float dyy = 0.25F * (log(0, 2) - 2 * log(0, 0) + log(0, -2));
    const float dxy = 0.25F * (log(1, 1) - log(-1, 1) - log(1, -1) + log(-1, -1));
    const float determinant = dxx * dyy - dxy * dxy;
    if (std::abs(determinant) < 1e-12F) return {};
    const Point step{-(dyy * dx - dxy * dy) / determinant, -(dxx * dy - dxy * dx) / determinant};
    // A flat or torn map can throw the step anywhere; the true peak of a Gaussian lies within a cell.
    if (!std::isfinite(step.x) || !std::isfinite(step.y)) return {};
    if (std::abs(step.x) > 1.5F || std::abs(step.y) > 1.5F) return {};
    return step;
}

}  // namespace

Keypoint find_peak(std::span<const float> heatmap, int width, int height, int blur_size) {
    const auto highest = std::max_element(heatmap.begin(), heatmap.end());
    if (highest == heatmap.end() || !(*highest > 0)) return {};
    const int index = static_cast<int>(highest - heatmap.begin());
    const int x = index % width;
    const int y = index / width;
    Keypoint peak{{static_cast<float>(x), static_cast<float>(y)}, std::clamp(*highest, 0.0F, 1.0F)};
    if (x > 1 && x < width - 2 && y > 1 && y < height - 2) {
        const int size = std::clamp(blur_size, 1, largest_blur);
        const Point step = newton_step(blurred_logarithm(heatmap, width, height, x, y, size));
        peak.position.x += step.x;
        peak.position.y += step.y;
    }
    return peak;
}

int blur_size_for(int heatmap_height) {
    constexpr int size_at_64_rows = 11;
    return std::clamp(heatmap_height * size_at_64_rows / 64, 3, largest_blur) | 1;
}

Pose decode_heatmaps(std::span<const float> heatmaps, int width, int height, const CropRegion& region) {
    const std::size_t cells = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    Pose pose;
    for (std::size_t part = 0; part < part_count; ++part) {
        pose[part] = find_peak(heatmaps.subspan(part * cells, cells), width, height, blur_size_for(height));
        pose[part].position = to_picture(region, pose[part].position, width, height);
    }
    return pose;
}

}  // namespace trainingzip::vision
