#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "score/picture.h"

namespace trainingzip::score {

/// The trainer's poses in the binary format of the API server: consecutive pose blocks of one video.
struct RecordedTrainer {
    std::vector<TimedPose> frames;
    int width = 0;   ///< Pixels of the video.
    int height = 0;  ///< Pixels of the video.

    PictureSize size() const { return {.width = double(width), .height = double(height)}; }
};

/// Returns null, or why the bytes are refused: a damaged block, blocks that do not continue each other, or
/// none at all.
const char* read_trainer(std::span<const std::uint8_t> blocks, RecordedTrainer& trainer);

}  // namespace trainingzip::score
