#pragma once

#include <array>
#include <span>
#include <vector>

#include "media/image.h"
#include "vision/geometry.h"

namespace trainingzip::vision {

/// Input of RTMDet (Lyu et al., 2022): channels blue, green, red; (sample - mean) / deviation on 0 to 255.
struct DetectorNormalisation {
    std::array<float, 3> mean = {103.53F, 116.28F, 123.675F};
    std::array<float, 3> deviation = {57.375F, 57.12F, 58.395F};
};

/// Scales the picture to fit into size × size at the top left, keeping its proportions, grey (114) elsewhere,
/// into `output`: NCHW floats 1 × 3 × size × size. Returns the scale: pixels of the input for one of the
/// picture.
float letter_box(const media::ImageView& picture, int size, const DetectorNormalisation& normalisation,
                 std::span<float> output);

/// One level of the network's output, rows × columns × 5: logit of "person", then the distances from the
/// anchor point (column × stride, row × stride) to the left, top, right and bottom edges in input pixels.
struct DetectorLevel {
    std::span<const float> values;
    int rows = 0;
    int columns = 0;
    int stride = 0;
};

/// Persons in pixels of the picture, best first. `scale` is what letter_box returned. Boxes below
/// minimum_score and those that overlap a better one by more than maximum_overlap (intersection over
/// union) are left out; the others are clipped to the picture.
std::vector<Detection> decode_detections(std::span<const DetectorLevel> levels, float scale,
                                         int picture_width, int picture_height, float minimum_score,
                                         float maximum_overlap = 0.6F);

}  // namespace trainingzip::vision
