#include "vision/mask_refinement.h"

#include <algorithm>

namespace trainingzip::vision {
namespace {

Plane product(const Plane& a, const Plane& b) {
    Plane result(a.width, a.height);
    for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] = a.values[i] * b.values[i];
    return result;
}

}  // namespace

void refine_mask(const Plane& guide, int radius, float epsilon, Plane& mask) {
    Plane guide_mean = guide;
    Plane mask_mean = mask;
    Plane guide_square = product(guide, guide);
    Plane guide_mask = product(guide, mask);
    for (Plane* plane : {&guide_mean, &mask_mean, &guide_square, &guide_mask}) box_mean(*plane, radius);

    Plane& slope = guide_mask;
    Plane& offset = mask_mean;
    for (std::size_t i = 0; i < mask.values.size(); ++i) {
        const float mean = guide_mean.values[i];
        const float variance = guide_square.values[i] - mean * mean;
        const float covariance = guide_mask.values[i] - mean * mask_mean.values[i];
        slope.values[i] = covariance / (variance + epsilon);
        offset.values[i] = mask_mean.values[i] - slope.values[i] * mean;
    }
    box_mean(slope, radius);
    box_mean(offset, radius);
    for (std::size_t i = 0; i < mask.values.size(); ++i) {
        const float refined = slope.values[i] * guide.values[i] + offset.values[i];
        mask.values[i] = std::clamp(refined, 0.0F, 1.0F);
    }
}

}  // namespace trainingzip::vision
