#pragma once

#include "media/ffmpeg_handles.h"

namespace trainingzip::media {

/// Carries one stream from the demuxer into an Mp4Output.
class PacketPipe {
  public:
    virtual ~PacketPipe() = default;
    /// Takes the content of the packet, whose times are those of the source.
    virtual void take(AVPacket& packet) = 0;
    /// Flushes what is still buffered, after the last packet.
    virtual void finish() = 0;
};

}  // namespace trainingzip::media
