#pragma once

#include <cstdint>
#include <optional>

#include "media/media_input.h"

namespace trainingzip::media {

/// Reads the packets of the chosen picture and the chosen sound to the end of what is there; those of all
/// other streams (covers, data, further sounds) are left out. Where the times of a transport stream jump, as
/// they do where recordings were joined or the clock began anew, they go on from the packet before.
class PacketReader {
  public:
    explicit PacketReader(MediaInput& input) : input_(input) {}

    /// false at the end. The packet is emptied first.
    bool read(AVPacket& packet);

    bool is_video(const AVPacket& packet) const { return packet.stream_index == input_.video->index; }

    /// The file ended within a packet, or in a place where it cannot be read.
    bool broke_off() const { return broke_off_; }

  private:
    /// Where the next packet of a stream is expected, and what its times are moved by.
    struct Course {
        std::optional<std::int64_t> next_time;
        std::int64_t shift = 0;
    };

    bool read_any(AVPacket& packet);
    void fix_timestamps(AVPacket& packet);

    MediaInput& input_;
    Course video_;
    Course audio_;
    bool broke_off_ = false;
    bool sound_ended_ = false;
};

}  // namespace trainingzip::media
