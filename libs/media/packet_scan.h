#pragma once

#include <cstdint>

#include "media/media_input.h"

namespace trainingzip::media {

/// The result of reading all packets of a file without decoding.
struct PacketScan {
    std::int64_t frames = 0;           ///< Video packets that are shown.
    std::int64_t first_timestamp = 0;  ///< Earliest presentation time of a shown frame, stream time base.
    double duration_seconds = 0;       ///< From the first shown frame to the end of the last.
    double sound_end_seconds = 0;      ///< On the clock of the file; 0 without sound.
    std::int64_t sound_packets = 0;
    std::int64_t longest_last_frame = 0;  ///< Stream time base; the last frame counts no longer than this.
    double frames_per_second = 0;         ///< On average; 0 for one frame.
    double longest_key_frame_gap_seconds = 0;  ///< Also from the last key frame to the end.
    bool starts_with_key_frame = false;
    bool has_hidden_frames = false;  ///< An edit list cuts frames off that must be decoded still.
    bool has_decode_times = true;    ///< Every packet has a decoding time and these only grow.
    bool has_show_times = false;     ///< Some packet has a presentation time.
    bool broke_off = false;          ///< The file ended before its packets did.
};

/// Reads the input to its end. What the container claims of its length does not count.
/// Throws Failure: video_unreadable, video_too_long, video_too_many_frames.
PacketScan scan_packets(MediaInput& input, const MediaLimits& limits);

}  // namespace trainingzip::media
