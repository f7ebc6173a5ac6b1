#pragma once

#include "media/mp4_output.h"
#include "media/packet_pipe.h"

namespace trainingzip::media {

/// Copies packets as they are, `offset` (time base of the source) earlier and none of them lasting longer
/// than `longest`. Takes over the codec's parameters but no metadata and no side data of the stream.
class CopyPipe final : public PacketPipe {
  public:
    CopyPipe(const AVStream& source, std::int64_t offset, std::int64_t longest, Mp4Output& output);
    void take(AVPacket& packet) override;
    void finish() override {}

  private:
    const AVStream& source_;
    const std::int64_t offset_;
    const std::int64_t longest_;
    Mp4Output& output_;
    AVStream& target_;
};

}  // namespace trainingzip::media
