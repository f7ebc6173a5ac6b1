#include "media/trial.h"

#include <algorithm>

#include "base/error.h"
#include "media/media_input.h"

namespace trainingzip::media {

namespace {

/// Packets that a decoder may swallow before its first frame.
constexpr int packets_to_first_frame = 400;

class Attempt {
  public:
    Attempt(const AVStream& stream, const MediaLimits& limits) : stream_(&stream), frame_(av_frame_alloc()) {
        if (!frame_) throw std::bad_alloc();
        try {
            codec_ = open_decoder(stream, limits, 1);
        } catch (const Failure&) {
            packets_ = packets_to_first_frame;
        }
    }

    const AVStream& stream() const { return *stream_; }
    const AVFrame& frame() const { return *frame_; }
    bool succeeded() const { return succeeded_; }
    bool is_over() const { return succeeded_ || packets_ >= packets_to_first_frame; }

    /// nullptr: the end.
    void take(const AVPacket* packet) {
        if (is_over()) return;
        if (packet != nullptr) ++packets_;
        avcodec_send_packet(codec_.get(), packet);
        succeeded_ = avcodec_receive_frame(codec_.get(), frame_.get()) == 0;
    }

  private:
    const AVStream* stream_;
    CodecHandle codec_;
    FrameHandle frame_;
    int packets_ = 0;
    bool succeeded_ = false;
};

/// Whether nothing that comes can change what is taken.
bool is_decided(const Attempt& picture, const std::vector<Attempt>& sounds) {
    if (!picture.is_over()) return false;
    for (const Attempt& sound : sounds) {
        if (!sound.is_over()) return false;
        if (sound.succeeded()) return true;
    }
    return true;
}

void decode(MediaInput& input, Attempt& picture, std::vector<Attempt>& sounds) {
    const PacketHandle packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    while (!is_decided(picture, sounds)) {
        av_packet_unref(packet.get());
        const bool is_end = av_read_frame(input.format.get(), packet.get()) < 0;
        const auto offer = [&](Attempt& attempt) {
            if (is_end || packet->stream_index == attempt.stream().index) {
                attempt.take(is_end ? nullptr : packet.get());
            }
        };
        offer(picture);
        std::ranges::for_each(sounds, offer);
        if (is_end) return;
    }
}

bool is_interlaced(const AVStream& stream, const AVFrame& frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
    const bool frame_is = (frame.flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    const bool frame_is = frame.interlaced_frame != 0;
#endif
    switch (stream.codecpar->field_order) {
        case AV_FIELD_TT:
        case AV_FIELD_BB:
        case AV_FIELD_TB:
        case AV_FIELD_BT:
            return true;
        default:
            return frame_is;
    }
}

}  // namespace

Trial try_decoding(const std::filesystem::path& path, const MediaLimits& limits) {
    MediaInput input = open_media(path, limits);
    Attempt picture(*input.video, limits);
    std::vector<Attempt> sounds;
    for (AVStream* sound : input.sounds) {
        sound->discard = AVDISCARD_DEFAULT;
        sounds.emplace_back(*sound, limits);
    }
    decode(input, picture, sounds);
    if (!picture.succeeded()) throw Failure(ErrorCode::video_unreadable, "not one frame can be decoded");

    Trial trial;
    trial.first_timestamp = picture.frame().best_effort_timestamp;
    trial.is_interlaced = is_interlaced(*input.video, picture.frame());
    trial.pixel_format = picture.frame().format;
    const auto sound = std::ranges::find_if(sounds, &Attempt::succeeded);
    if (sound != sounds.end()) trial.sound_stream = sound->stream().index;
    return trial;
}

}  // namespace trainingzip::media
