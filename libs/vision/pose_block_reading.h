#pragma once

#include <cstdint>
#include <span>

#include "vision/pose_block.h"

namespace trainingzip::vision {

/// One of the two forms of a pose block.
struct PoseBlockForm {
    char magic[4];
    std::size_t frame_bytes;

    static constexpr std::size_t header_bytes = 16;
    /// A coordinate is stored as (pixels + offset_pixels) × steps_per_pixel.
    static constexpr float offset_pixels = 1024;
    static constexpr float steps_per_pixel = 8;
    /// Bytes of a block of this many frames.
    constexpr std::size_t size(std::size_t frame_count) const {
        return header_bytes + frame_count * frame_bytes;
    }
};

inline constexpr std::size_t plain_frame_bytes = 8 + part_count * 5;
inline constexpr PoseBlockForm pose_block_plain{{'T', 'Z', 'P', '1'}, plain_frame_bytes};
inline constexpr PoseBlockForm pose_block_with_origins{{'T', 'Z', 'P', '2'}, plain_frame_bytes + 1};

/// What decode_pose_block() does, without exceptions, for the page's module: fills `block` and returns null,
/// or returns why the bytes are refused. `used`, if given, gets the length of the block, and then more bytes
/// may follow it; otherwise the bytes must end with it.
const char* read_pose_block(std::span<const std::uint8_t> bytes, PoseBlock& block,
                            std::size_t* used = nullptr);

}  // namespace trainingzip::vision
