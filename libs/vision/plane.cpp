#include "vision/plane.h"

#include <algorithm>
#include <cmath>

#include "vision/bilinear_taps.h"

namespace trainingzip::vision {
namespace {

void blend(const float* a, const float* b, float share_of_b, int count, float* target) {
    for (int i = 0; i < count; ++i) target[i] = a[i] + share_of_b * (b[i] - a[i]);
}

struct PixelRange {
    int first;
    int count;
};

/// The pixels of an axis whose centres lie between two edges.
PixelRange centres_between(float from, float to, int size) {
    const auto pixel_behind = [&](float edge) {
        return std::clamp(static_cast<int>(std::ceil(edge - 0.5F)), 0, size);
    };
    const int first = pixel_behind(from);
    return {first, std::max(pixel_behind(to) - first, 0)};
}

void mean_of_row(const float* row, int width, int radius, float* target) {
    double sum = 0;
    for (int x = 0; x < std::min(radius, width); ++x) sum += row[x];
    for (int x = 0; x < width; ++x) {
        if (x + radius < width) sum += row[x + radius];
        if (x - radius - 1 >= 0) sum -= row[x - radius - 1];
        const int count = std::min(x + radius, width - 1) - std::max(x - radius, 0) + 1;
        target[x] = static_cast<float>(sum) / static_cast<float>(count);
    }
}

void add_row(const float* row, float sign, int width, float* sums) {
    for (int x = 0; x < width; ++x) sums[x] += sign * row[x];
}

}  // namespace

void stretch(const Plane& source, Plane& target) {
    stretch(source, {0, 0, static_cast<float>(target.width), static_cast<float>(target.height)}, target);
}

void stretch(const Plane& source, const Box& part, Plane& target) {
    const PixelRange columns = centres_between(part.left, part.right, target.width);
    const PixelRange rows = centres_between(part.top, part.bottom, target.height);
    const auto across = bilinear_taps(source.width, part.left, part.right, columns.first, columns.count);
    const auto down = bilinear_taps(source.height, part.top, part.bottom, rows.first, rows.count);
    std::vector<float> line(static_cast<std::size_t>(source.width));
    int y = rows.first;
    for (const BilinearTap& tap : down) {
        blend(source.row(tap.low), source.row(tap.high), tap.share_of_high, source.width, line.data());
        float* row = target.row(y++) + columns.first;
        for (const BilinearTap& column : across) {
            const float left = line[static_cast<std::size_t>(column.low)];
            const float right = line[static_cast<std::size_t>(column.high)];
            *row++ = left + column.share_of_high * (right - left);
        }
    }
}

void box_mean(Plane& plane, int radius) {
    const int width = plane.width;
    const int height = plane.height;
    Plane across(width, height);
    for (int y = 0; y < height; ++y) mean_of_row(plane.row(y), width, radius, across.row(y));
    std::vector<float> sums(static_cast<std::size_t>(width), 0.0F);
    for (int y = 0; y < std::min(radius, height); ++y) add_row(across.row(y), 1, width, sums.data());
    for (int y = 0; y < height; ++y) {
        if (y + radius < height) add_row(across.row(y + radius), 1, width, sums.data());
        if (y - radius - 1 >= 0) add_row(across.row(y - radius - 1), -1, width, sums.data());
        const int count = std::min(y + radius, height - 1) - std::max(y - radius, 0) + 1;
        const float share = 1.0F / static_cast<float>(count);
        float* row = plane.row(y);
        for (int x = 0; x < width; ++x) row[x] = sums[static_cast<std::size_t>(x)] * share;
    }
}

float soft_intersection_over_union(const Plane& a, const Plane& b) {
    double smaller = 0;
    double larger = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        smaller += std::min(a.values[i], b.values[i]);
        larger += std::max(a.values[i], b.values[i]);
    }
    return larger > 0 ? static_cast<float>(smaller / larger) : 1.0F;
}

}  // namespace trainingzip::vision
