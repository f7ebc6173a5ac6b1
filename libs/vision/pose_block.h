#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vision/keypoint.h"

namespace trainingzip::vision {

/// Poses of consecutive frames of one video, and their compact form.
///
/// The form, little endian: "TZP1", u32 first_frame, u32 frame_count, u16 width, u16 height; then for each
/// frame f64 time in seconds and 17 × (u16 x, u16 y, u8 score). A coordinate is stored as
/// round((pixels + 1024) × 8), held within u16; a score as round(score × 255). In a frame without a person
/// all scores are 0.
///
/// A block with interpolated poses begins with "TZP2" instead, and each time is followed by a u8, the
/// PoseOrigin.
struct PoseBlock {
    std::uint32_t first_frame = 0;
    std::uint16_t width = 0;   ///< Pixels of the video.
    std::uint16_t height = 0;  ///< Pixels of the video.
    std::vector<TimedPose> frames;
};

std::vector<std::uint8_t> encode_pose_block(const PoseBlock& block);

/// Takes nothing but what encode_pose_block() can give: exactly one block, no bytes after it, at least one
/// frame, finite times that do not fall. Throws Failure(body_invalid) otherwise.
PoseBlock decode_pose_block(std::span<const std::uint8_t> bytes);

}  // namespace trainingzip::vision
