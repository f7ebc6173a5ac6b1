#pragma once

#include <span>

#include "vision/keypoint.h"
#include "vision/person_crop.h"

namespace trainingzip::vision {

/// The outputs of MoveNet for one picture, on a grid of size × size cells, each map in row-major order. Two
/// maps per part: first y, then x.
struct MovenetHeads {
    int size = 0;
    std::span<const float> centres;  ///< 1 map: how likely the middle of a person is here.
    std::span<const float>
        regression;  ///< 34 maps: from here, as the middle of a person, to each of its parts.
    std::span<const float> heatmaps;  ///< 17 maps: how likely the part is here, 0 to 1.
    std::span<const float> offsets;   ///< 34 maps: from the cell to the place of the part near it.
};

/// The square that MoveNet looks at for the person in the box.
CropRegion movenet_region(const Box& box, int quarter_turns = 0);

/// The pose of the person in the middle of the region, in pixels of the picture: as MoveNet's own graph does
/// it (Votel and Li, "Next-Generation Pose Detection with MoveNet and TensorFlow.js", 2021). The middle of a
/// person nearest to that of the picture says roughly where the parts are; of each heat map, the peak near
/// there counts.
Pose decode_movenet(const MovenetHeads& heads, const CropRegion& region);

}  // namespace trainingzip::vision
