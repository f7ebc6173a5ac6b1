#pragma once

#include <array>

#include "vision/geometry.h"

namespace trainingzip::vision {

/// How much the four predicted numbers are divided by before use (Girshick et al. 2014, appendix C, with
/// the weights of Fast R-CNN).
struct BoxDeltaWeights {
    float x = 1;
    float y = 1;
    float width = 1;
    float height = 1;
};

/// The box that a network predicts relative to `reference`: its centre moves by dx, dy times the size of the
/// reference, and its size grows by e to the power of dw, dh, which are clamped to ln(1000 / 16).
Box decode_box(const Box& reference, const std::array<float, 4>& deltas, const BoxDeltaWeights& weights);

/// The part of a box that lies in a picture of this size, in pixels; never thinner than one pixel.
Box clip_box(const Box& box, int width, int height);

}  // namespace trainingzip::vision
