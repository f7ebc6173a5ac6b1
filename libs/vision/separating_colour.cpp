#include "vision/separating_colour.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace trainingzip::vision {
namespace {

using Colour = std::array<double, 3>;
using Matrix = std::array<Colour, 3>;

constexpr float surely_inside = 0.85F;
constexpr float surely_outside = 0.15F;

/// Calls use(colour of 0 to 1, whether inside) for the pixels of which the mask is sure.
template <typename Use>
void for_sure_pixels(const ColourPlanes& picture, const PixelRegion& region, const Plane& mask, Use use) {
    const std::size_t plane_size =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    for (int y = 0; y < region.height(); ++y) {
        const float* share = mask.row(y);
        const float* samples =
            picture.values.data() + static_cast<std::ptrdiff_t>(region.top + y) * picture.width + region.left;
        for (int x = 0; x < region.width(); ++x) {
            if (share[x] > surely_outside && share[x] < surely_inside) continue;
            const float* sample = samples + x;
            use(Colour{sample[0] / 255.0, sample[plane_size] / 255.0, sample[2 * plane_size] / 255.0},
                share[x] >= surely_inside);
        }
    }
}

struct ColourSums {
    double count = 0;
    Colour sum{};
    Matrix products{};

    void add(const Colour& colour) {
        ++count;
        for (std::size_t a = 0; a < 3; ++a) {
            sum[a] += colour[a];
            for (std::size_t b = 0; b < 3; ++b) products[a][b] += colour[a] * colour[b];
        }
    }
    double mean(std::size_t a) const { return sum[a] / count; }
    double covariance(std::size_t a, std::size_t b) const {
        return products[a][b] / count - mean(a) * mean(b);
    }
};

/// Solves matrix * x = right for a symmetric positive definite matrix.
Colour solve(Matrix matrix, Colour right) {
    for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t row = k + 1; row < 3; ++row) {
            const double factor = matrix[row][k] / matrix[k][k];
            for (std::size_t column = k; column < 3; ++column) {
                matrix[row][column] -= factor * matrix[k][column];
            }
            right[row] -= factor * right[k];
        }
    }
    for (std::size_t k = 3; k-- > 0;) {
        for (std::size_t column = k + 1; column < 3; ++column) right[k] -= matrix[k][column] * right[column];
        right[k] /= matrix[k][k];
    }
    return right;
}

}  // namespace

std::array<float, 3> separating_colour(const ColourPlanes& picture, const PixelRegion& region,
                                       const Plane& mask) {
    constexpr std::array<float, 3> grey{1 / 3.0F, 1 / 3.0F, 1 / 3.0F};
    constexpr double enough_pixels = 50;
    constexpr double camera_noise = 0.002;  // Keeps flat surfaces from being told apart by noise.
    ColourSums inside;
    ColourSums outside;
    for_sure_pixels(picture, region, mask, [&](const Colour& colour, bool is_inside) {
        (is_inside ? inside : outside).add(colour);
    });
    if (inside.count < enough_pixels || outside.count < enough_pixels) return grey;
    Matrix scatter{};
    Colour difference{};
    for (std::size_t a = 0; a < 3; ++a) {
        difference[a] = inside.mean(a) - outside.mean(a);
        for (std::size_t b = 0; b < 3; ++b) {
            scatter[a][b] = (inside.covariance(a, b) + outside.covariance(a, b)) / 2;
        }
        scatter[a][a] += camera_noise;
    }
    const Colour direction = solve(scatter, difference);
    const double size = std::abs(direction[0]) + std::abs(direction[1]) + std::abs(direction[2]);
    if (size < 1e-6) return grey;
    return {static_cast<float>(direction[0] / size), static_cast<float>(direction[1] / size),
            static_cast<float>(direction[2] / size)};
}

Plane weigh_colours(const ColourPlanes& picture, const PixelRegion& region,
                    const std::array<float, 3>& weights) {
    const std::size_t plane_size =
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    Plane weighed(region.width(), region.height());
    for (int y = 0; y < weighed.height; ++y) {
        const float* first =
            picture.values.data() + static_cast<std::ptrdiff_t>(region.top + y) * picture.width + region.left;
        const float* second = first + plane_size;
        const float* third = second + plane_size;
        float* row = weighed.row(y);
        for (int x = 0; x < weighed.width; ++x) {
            row[x] = (weights[0] * first[x] + weights[1] * second[x] + weights[2] * third[x]) / 255;
        }
    }
    return weighed;
}

}  // namespace trainingzip::vision
