#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace trainingzip::media {

/// A slot's number is one byte.
inline constexpr int most_slots = 128;

struct FrameOptions {
    int threads = 0;             ///< Of the decoder; 0 lets FFmpeg choose.
    std::size_t slots = 1;       ///< Of the shared memory.
    std::size_t slot_bytes = 0;  ///< Room for samples in each.
    std::int64_t maximum_pixels = 1;
};

/// Decodes a video into shared memory (SharedFrames) for a SandboxedVideoReader. The memory is the descriptor
/// passed_descriptor. Standard output says "opened" with what is known of the video, "frame" with the number
/// of the slot for each frame, and "done"; standard input gives back the slots that are free again, a byte
/// each. At the beginning all are free.
///
/// Ends early when nobody takes frames any more. Throws Failure as VideoReader does, video_too_large when a
/// frame has no room, std::system_error when there is no such memory.
void write_frames(const std::filesystem::path& source, const FrameOptions& options);

}  // namespace trainingzip::media
