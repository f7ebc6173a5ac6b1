#include "vision/mask_refinement.h"

#include <algorithm>
#include <cstddef>

namespace trainingzip::vision {
namespace {

Plane mean_of_product(const Plane& a, const Plane& b, int radius) {
    Plane result(a.width, a.height);
    for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] = a.values[i] * b.values[i];
    box_mean(result, radius);
    return result;
}

Plane mean_of(const Plane& plane, int radius) {
    Plane result = plane;
    box_mean(result, radius);
    return result;
}

/// Means over squares of `step` pixels; smaller ones at the right and bottom edges.
Plane shrunk(const Plane& plane, int step) {
    if (step == 1) return plane;
    Plane small((plane.width + step - 1) / step, (plane.height + step - 1) / step);
    for (int y = 0; y < small.height; ++y) {
        const int rows = std::min(step, plane.height - y * step);
        for (int x = 0; x < small.width; ++x) {
            const int columns = std::min(step, plane.width - x * step);
            float sum = 0;
            for (int row = 0; row < rows; ++row) {
                const float* source = plane.row(y * step + row) + static_cast<std::ptrdiff_t>(x) * step;
                for (int column = 0; column < columns; ++column) sum += source[column];
            }
            small.row(y)[x] = sum / static_cast<float>(rows * columns);
        }
    }
    return small;
}

/// Means around each pixel, from which the covariances of its neighbourhood follow.
struct Neighbourhood {
    Neighbourhood(const std::array<Plane, 3>& c, const Plane& mask, int radius)
        : colours{mean_of(c[0], radius), mean_of(c[1], radius), mean_of(c[2], radius)},
          mask_mean(mean_of(mask, radius)),
          with_mask{mean_of_product(c[0], mask, radius), mean_of_product(c[1], mask, radius),
                    mean_of_product(c[2], mask, radius)},
          squares{mean_of_product(c[0], c[0], radius), mean_of_product(c[1], c[1], radius),
                  mean_of_product(c[2], c[2], radius)},
          products{mean_of_product(c[0], c[1], radius), mean_of_product(c[0], c[2], radius),
                   mean_of_product(c[1], c[2], radius)} {}

    std::array<Plane, 3> colours;
    Plane mask_mean;
    std::array<Plane, 3> with_mask;
    std::array<Plane, 3> squares;
    std::array<Plane, 3> products;  ///< Of colours 0 and 1, 0 and 2, 1 and 2.
};

/// In each neighbourhood the mask is taken for slopes · colour + offset; solves for them by Cramer's rule,
/// and leaves the slopes in with_mask and the offset in mask_mean.
void fit(Neighbourhood& around, float epsilon) {
    for (std::size_t i = 0; i < around.mask_mean.values.size(); ++i) {
        const float c0 = around.colours[0].values[i];
        const float c1 = around.colours[1].values[i];
        const float c2 = around.colours[2].values[i];
        const float mean = around.mask_mean.values[i];
        const float v00 = around.squares[0].values[i] - c0 * c0 + epsilon;
        const float v11 = around.squares[1].values[i] - c1 * c1 + epsilon;
        const float v22 = around.squares[2].values[i] - c2 * c2 + epsilon;
        const float v01 = around.products[0].values[i] - c0 * c1;
        const float v02 = around.products[1].values[i] - c0 * c2;
        const float v12 = around.products[2].values[i] - c1 * c2;
        const float m0 = around.with_mask[0].values[i] - c0 * mean;
        const float m1 = around.with_mask[1].values[i] - c1 * mean;
        const float m2 = around.with_mask[2].values[i] - c2 * mean;
        const float i00 = v11 * v22 - v12 * v12;
        const float i01 = v02 * v12 - v01 * v22;
        const float i02 = v01 * v12 - v02 * v11;
        const float i11 = v00 * v22 - v02 * v02;
        const float i12 = v01 * v02 - v00 * v12;
        const float i22 = v00 * v11 - v01 * v01;
        const float scale = 1 / (v00 * i00 + v01 * i01 + v02 * i02);
        const float s0 = (i00 * m0 + i01 * m1 + i02 * m2) * scale;
        const float s1 = (i01 * m0 + i11 * m1 + i12 * m2) * scale;
        const float s2 = (i02 * m0 + i12 * m1 + i22 * m2) * scale;
        around.with_mask[0].values[i] = s0;
        around.with_mask[1].values[i] = s1;
        around.with_mask[2].values[i] = s2;
        around.mask_mean.values[i] = mean - s0 * c0 - s1 * c1 - s2 * c2;
    }
}

}  // namespace

void refine_mask(const std::array<Plane, 3>& colours, int radius, float epsilon, Plane& mask) {
    // As He and Sun advise, a quarter of the radius.
    const int step = std::max(1, radius / 4);
    Neighbourhood around({shrunk(colours[0], step), shrunk(colours[1], step), shrunk(colours[2], step)},
                         shrunk(mask, step), radius / step);
    fit(around, epsilon);
    for (Plane& slope : around.with_mask) box_mean(slope, radius / step);
    box_mean(around.mask_mean, radius / step);
    Plane factor(mask.width, mask.height);
    stretch(around.mask_mean, factor);
    mask.values = factor.values;
    for (std::size_t k = 0; k < 3; ++k) {
        stretch(around.with_mask[k], factor);
        for (std::size_t i = 0; i < mask.values.size(); ++i)
            mask.values[i] += factor.values[i] * colours[k].values[i];
    }
    for (float& value : mask.values) value = std::clamp(value, 0.0F, 1.0F);
}

}  // namespace trainingzip::vision
