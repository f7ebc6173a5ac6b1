#pragma once

#include <map>
#include <optional>

#include "media/media_input.h"
#include "media/mp4_output.h"
#include "media/packet_pipe.h"
#include "media/picture_scaler.h"

namespace trainingzip::media {

/// Decodes a video stream and encodes it again as H.264 in the normalised form. Each decoded frame gives
/// one frame at the same time, less `offset` (time base of the source).
class VideoEncodePipe final : public PacketPipe {
  public:
    VideoEncodePipe(const AVStream& source, const MediaLimits& limits, int quarter_turns_clockwise,
                    std::int64_t offset, int threads, Mp4Output& output);
    void take(AVPacket& packet) override;
    void finish() override;

    std::int64_t frames() const { return frames_; }

  private:
    void open_encoder(PictureSize size, int threads);
    void drain_decoder();
    void encode(AVFrame& frame);
    void drain_encoder();
    bool must_be_key_frame(std::int64_t time, std::int64_t duration);

    const AVStream& source_;
    const std::int64_t offset_;
    Mp4Output& output_;
    PictureScaler scaler_;
    CodecHandle decoder_;
    CodecHandle encoder_;
    AVStream* target_ = nullptr;
    FrameHandle frame_;
    PacketHandle packet_;
    std::map<std::int64_t, std::int64_t> durations_;  ///< Of frames inside the encoder, by time.
    std::optional<std::int64_t> last_time_;
    std::int64_t last_key_time_ = 0;
    std::int64_t frames_ = 0;
};

}  // namespace trainingzip::media
