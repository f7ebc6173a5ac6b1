#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "vision/box_coding.h"
#include "vision/non_maximum_suppression.h"

namespace trainingzip::vision {

/// Settings of the region proposal network (Ren et al. 2015).
struct ProposalSettings {
    std::vector<Box> anchors;       ///< Around the first cell, in pixels of the network's input.
    float stride = 16;              ///< Pixels from one cell to the next.
    std::size_t candidates = 3000;  ///< Best anchors that are decoded.
    std::size_t limit = 120;        ///< Proposals at most.
    float largest_overlap = 0.7F;   ///< For non-maximum suppression.
};

/// What the region proposal network gives for one picture of `image_width` x `image_height` pixels, with A
/// anchors and `rows` x `columns` cells.
struct ProposalMaps {
    std::span<const float> scores;  ///< [A, rows, columns]
    std::span<const float> deltas;  ///< [A * 4, rows, columns], for each anchor x, y, width, height.
    int rows = 0;
    int columns = 0;
    int image_width = 0;
    int image_height = 0;
};

/// The boxes that probably hold something, in pixels of the network's input, best first.
/// Throws std::invalid_argument when the spans do not have the sizes named above.
std::vector<Detection> generate_proposals(const ProposalMaps& maps, const ProposalSettings& settings);

}  // namespace trainingzip::vision
