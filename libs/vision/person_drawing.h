#pragma once

#include "vision/mask_network.h"
#include "vision/plane.h"

namespace trainingzip::vision {

/// How the coarse mask of a person becomes an outline.
struct EdgeSettings {
    /// How far an edge may move to meet an edge of the picture, in cells of the mask's grid; 0 leaves it.
    float reach = 1.0F;
    /// Variance of colours from which an edge of the picture counts; see refine_mask().
    float epsilon = 0.0003F;
    MaskInterpolation interpolation = MaskInterpolation::smooth;
};

/// Fills `drawn` with the probability, for each pixel of the picture as the network saw it, that it belongs
/// to the person of the mask. Edges are moved onto those of the picture in the mixture of colours that tells
/// this person best from what is around them.
void draw_person(const BackboneFeatures& features, const MaskGrid& mask, const EdgeSettings& settings,
                 Plane& drawn);

}  // namespace trainingzip::vision
