#pragma once

#include <memory>

#include "media/media_input.h"
#include "media/mp4_output.h"
#include "media/packet_pipe.h"

struct SwrContext;
struct AVAudioFifo;

namespace trainingzip::media {

/// Decodes an audio stream and encodes it again as AAC-LC, mono or stereo. Sound before `offset` (time base
/// of the source) is cut off; gaps, including those left by a damaged frame, are filled with silence, so that
/// audio and video stay in sync.
class AudioEncodePipe final : public PacketPipe {
  public:
    AudioEncodePipe(const AVStream& source, const MediaLimits& limits, std::int64_t offset,
                    Mp4Output& output);
    ~AudioEncodePipe() override;
    void take(AVPacket& packet) override;
    void finish() override;

    /// Whether there was anything to encode so far.
    bool has_sound() const { return samples_queued_ > 0; }

  private:
    struct ResamplerDeleter {
        void operator()(SwrContext* resampler) const;
    };
    struct FifoDeleter {
        void operator()(AVAudioFifo* fifo) const;
    };

    void open_encoder();
    void drain_decoder();
    /// false where no conversion exists for the frame.
    bool prepare_resampler();
    void resample(const AVFrame* frame);
    void encode_from_fifo(int samples);
    void drain_encoder();

    const AVStream& source_;
    const std::int64_t offset_;
    Mp4Output& output_;
    CodecHandle decoder_;
    CodecHandle encoder_;
    AVStream* target_ = nullptr;
    FrameHandle frame_;
    PacketHandle packet_;
    std::unique_ptr<SwrContext, ResamplerDeleter> resampler_;
    std::unique_ptr<AVAudioFifo, FifoDeleter> fifo_;
    int resampler_rate_ = 0;
    int resampler_format_ = -1;
    int resampler_channels_ = 0;
    std::int64_t samples_queued_ = 0;  ///< Into the fifo, since the start.
    std::int64_t samples_encoded_ = 0;
};

}  // namespace trainingzip::media
