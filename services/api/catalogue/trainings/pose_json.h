#pragma once

#include <string>

#include "vision/pose_block.h"

namespace trainingzip::api {

/// The frames of a block as elements of the contract's `frames`, with a comma between them:
/// {"frameNo","time","keyPoint":[{"y","x","part","score"} × 17]}, with "interpolated":true where the pose was
/// not seen. Coordinates to an eighth of a pixel,
/// scores to three decimals, time in seconds to the microsecond.
std::string pose_frames_json(const vision::PoseBlock& block);

}  // namespace trainingzip::api
