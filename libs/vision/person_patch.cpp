#include "vision/person_patch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace trainingzip::vision {

namespace {

constexpr int width = 32;
constexpr int height = 64;
constexpr int edge = 5;  ///< How far the camera may shift the patch.
constexpr int full_width = width + 2 * edge;
constexpr int full_height = height + 2 * edge;

std::size_t place(int x, int y) {
    return static_cast<std::size_t>(y) * full_width + static_cast<std::size_t>(x);
}

bool contains(const Box& box, const Point& point) {
    return point.x >= box.left && point.x < box.right && point.y >= box.top && point.y < box.bottom;
}

float grey_at(const media::ImageView& picture, const Point& point) {
    const auto x = static_cast<int>(point.x);
    const auto y = static_cast<int>(point.y);
    const std::uint8_t* pixel = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride_bytes +
                                static_cast<std::ptrdiff_t>(x) * media::bytes_per_pixel(picture.format);
    return static_cast<float>(pixel[0] + 2 * pixel[1] + pixel[2]) / 4;
}

/// Three times three neighbours, weighted 1 2 1.
void soften(std::vector<float>& grey) {
    std::vector<float> before = grey;
    const auto pass = [&](std::size_t step) {
        for (std::size_t i = step; i + step < grey.size(); ++i)
            grey[i] = (before[i - step] + 2 * before[i] + before[i + step]) / 4;
        before = grey;
    };
    pass(1);
    pass(full_width);
}

}  // namespace

PersonPatch::PersonPatch(const media::ImageView& picture, const Box& box, std::span<const Detection> others)
    : box_(box), grey_(full_width * full_height), counts_(full_width * full_height, 0) {
    const float step_x = box.width() / width;
    const float step_y = box.height() / height;
    constexpr int samples = 4;
    for (int y = 0; y < full_height; ++y) {
        for (int x = 0; x < full_width; ++x) {
            const Point corner{box.left + static_cast<float>(x - edge) * step_x,
                               box.top + static_cast<float>(y - edge) * step_y};
            const Point last{corner.x + step_x, corner.y + step_y};
            const Point middle{(corner.x + last.x) / 2, (corner.y + last.y) / 2};
            const bool inside = corner.x >= 0 && corner.y >= 0 &&
                                last.x < static_cast<float>(picture.width) &&
                                last.y < static_cast<float>(picture.height);
            if (!inside) continue;
            float sum = 0;
            for (int row = 0; row < samples; ++row) {
                const float down = (static_cast<float>(row) + 0.5F) / samples;
                for (int column = 0; column < samples; ++column) {
                    const float across = (static_cast<float>(column) + 0.5F) / samples;
                    sum += grey_at(picture, {corner.x + across * step_x, corner.y + down * step_y});
                }
            }
            grey_[place(x, y)] = sum / (samples * samples);
            counts_[place(x, y)] = std::none_of(others.begin(), others.end(), [&](const Detection& other) {
                return contains(other.box, middle);
            });
        }
    }
    soften(grey_);
}

float PersonPatch::change(const PersonPatch& later) const {
    constexpr float fewest = 0.3F * width * height;
    const auto correlation = [&](int shift_x, int shift_y) -> std::optional<float> {
        float count = 0;
        float sum_a = 0;
        float sum_b = 0;
        float sum_aa = 0;
        float sum_bb = 0;
        float sum_ab = 0;
        for (int y = edge; y < edge + height; ++y) {
            for (int x = edge; x < edge + width; ++x) {
                const std::size_t here = place(x, y);
                const std::size_t there = place(x + shift_x, y + shift_y);
                const float weight = counts_[here] & later.counts_[there] ? 1.0F : 0.0F;
                const float a = weight * grey_[here];
                const float b = weight * later.grey_[there];
                count += weight;
                sum_a += a;
                sum_b += b;
                sum_aa += a * a;
                sum_bb += b * b;
                sum_ab += a * b;
            }
        }
        if (count < fewest) return std::nullopt;
        const float variance_a = sum_aa - sum_a * sum_a / count;
        const float variance_b = sum_bb - sum_b * sum_b / count;
        // Noise alone moves nobody.
        constexpr float quiet = 4;
        const float scale = std::sqrt((variance_a + quiet * count) * (variance_b + quiet * count));
        return (sum_ab - sum_a * sum_b / count + quiet * count) / scale;
    };
    // The peak of the correlation is smooth and broad: it is found by going uphill.
    int best_x = 0;
    int best_y = 0;
    std::optional<float> best = correlation(0, 0);
    for (int step = edge - 1; step > 0;) {
        bool climbed = false;
        for (const auto& [dx, dy] : {std::pair{-step, 0}, {step, 0}, {0, -step}, {0, step}}) {
            const int x = best_x + dx;
            const int y = best_y + dy;
            if (std::abs(x) > edge || std::abs(y) > edge) continue;
            const auto other = correlation(x, y);
            if (!other || (best && *other <= *best)) continue;
            best = other;
            best_x = x;
            best_y = y;
            climbed = true;
        }
        if (!climbed) step /= 2;
    }
    if (!best) return -1;
    float peak = *best;
    const auto raise = [&](int dx, int dy) {
        if (std::abs(best_x) + std::abs(dx) > edge || std::abs(best_y) + std::abs(dy) > edge) return;
        const auto before = correlation(best_x - dx, best_y - dy);
        const auto after = correlation(best_x + dx, best_y + dy);
        if (!before || !after) return;
        const float bend = *before - 2 * *best + *after;
        if (bend < 0) peak += std::min(-(*after - *before) * (*after - *before) / (8 * bend), 1 - *best);
    };
    raise(1, 0);
    raise(0, 1);
    return std::clamp(1 - peak, 0.0F, 1.0F);
}

}  // namespace trainingzip::vision
