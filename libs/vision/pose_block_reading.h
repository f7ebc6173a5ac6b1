#pragma once

#include <cstdint>
#include <span>

#include "vision/pose_block.h"

namespace trainingzip::vision {

/// What decode_pose_block() does, without exceptions, for the page's module: fills `block` and returns null,
/// or returns why the bytes are refused. `used`, if given, gets the length of the block, and then more bytes
/// may follow it; otherwise the bytes must end with it.
const char* read_pose_block(std::span<const std::uint8_t> bytes, PoseBlock& block,
                            std::size_t* used = nullptr);

}  // namespace trainingzip::vision
