#pragma once

#include <cstdint>
#include <filesystem>

#include "media/media_limits.h"

namespace trainingzip::media {

/// The result of decoding the beginning of a file.
struct Trial {
    std::int64_t first_timestamp = 0;  ///< Of the first picture that can be decoded, time base of its stream.
    bool is_interlaced = false;
    int pixel_format = -1;  ///< FFmpeg's AVPixelFormat.
    int sound_stream = -1;  ///< Index of the first sound that can be decoded; -1 when none can.
};

/// Decodes one picture, and of the sounds one frame of each until it is clear which is taken.
/// Throws Failure: as open_media(), and video_unreadable when no picture can be decoded.
Trial try_decoding(const std::filesystem::path& path, const MediaLimits& limits);

}  // namespace trainingzip::media
