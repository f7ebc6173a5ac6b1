#pragma once

#include <cstdint>

#include "media/media_input.h"

namespace trainingzip::media {

/// What reading all packets of a file tells, without decoding.
struct PacketScan {
    std::int64_t frames = 0;           ///< Video packets that are shown.
    std::int64_t first_timestamp = 0;  ///< Earliest presentation time of a shown frame, stream time base.
    double duration_seconds = 0;       ///< From the first shown frame to the end of the last.
    double longest_key_frame_gap_seconds = 0;  ///< Also from the last key frame to the end.
    bool starts_with_key_frame = false;
    bool has_hidden_frames = false;  ///< An edit list cuts frames off that must be decoded still.
    bool has_decode_times = true;    ///< Every packet has a decoding time and these only grow.
};

/// Reads the input to its end; the limits also bound the number of packets.
/// Throws Failure: video_unreadable (also for a file that was cut off), video_too_long.
PacketScan scan_packets(MediaInput& input, const MediaLimits& limits);

}  // namespace trainingzip::media
