#pragma once

#include <map>
#include <optional>

#include "media/media_input.h"
#include "media/mp4_output.h"
#include "media/packet_pipe.h"
#include "media/picture_filter.h"

namespace trainingzip::media {

/// How a video is decoded and encoded.
struct VideoEncoding {
    Orientation orientation;
    bool is_interlaced = false;
    std::int64_t offset = 0;       ///< What is taken off all times; time base of the source, as the next two.
    std::int64_t longest = 0;      ///< No frame lasts longer.
    std::int64_t usual = 0;        ///< The duration of a frame without one.
    double frames_per_second = 0;  ///< Of the source, on average; 0 when unknown.
    bool leaves_frames_out = false;  ///< Down to most_frames_per_second.
    int threads = 1;
};

/// Decodes a video stream and encodes it again as H.264 in the normalised form. Each decoded frame gives
/// one frame at its time; where frames are left out, of those in each sixtieth of a second the first stays.
class VideoEncodePipe final : public PacketPipe {
  public:
    VideoEncodePipe(const AVStream& source, const MediaLimits& limits, const VideoEncoding& encoding,
                    Mp4Output& output);
    void take(AVPacket& packet) override;
    void finish() override;

    /// Decoded so far, including dropped ones.
    std::int64_t frames_decoded() const { return frames_decoded_; }

  private:
    void open_encoder(PictureSize size);
    void drain_decoder();
    void filter_frame(AVFrame& frame);
    bool is_left_out(std::int64_t time);
    void encode(AVFrame& frame);
    void drain_encoder();
    bool must_be_key_frame(std::int64_t time, std::int64_t duration);

    const AVStream& source_;
    const VideoEncoding encoding_;
    Mp4Output& output_;
    PictureFilter filter_;
    CodecHandle decoder_;
    CodecHandle encoder_;
    AVStream* target_ = nullptr;
    FrameHandle frame_;
    PacketHandle packet_;
    std::map<std::int64_t, std::int64_t> durations_;  ///< Of frames inside filter and encoder, by time.
    std::optional<std::int64_t> last_time_;           ///< Of the frames that went into the filter.
    std::int64_t last_duration_ = 0;
    std::optional<std::int64_t> last_slot_;  ///< Sixtieth of a second of the last frame that stayed.
    std::optional<std::int64_t> last_encoded_time_;
    std::int64_t last_key_time_ = 0;
    std::int64_t frames_decoded_ = 0;
};

}  // namespace trainingzip::media
