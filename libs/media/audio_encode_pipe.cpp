#include "media/audio_encode_pipe.h"

#include <algorithm>

#include "base/error.h"

extern "C" {
#include <libavutil/audio_fifo.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace trainingzip::media {

namespace {

constexpr std::int64_t bits_per_second_and_channel = 64'000;

FrameHandle make_sound(const AVCodecContext& encoder, int samples) {
    FrameHandle frame(av_frame_alloc());
    if (!frame) throw std::bad_alloc();
    frame->format = encoder.sample_fmt;
    frame->nb_samples = samples;
    frame->sample_rate = encoder.sample_rate;
    if (av_channel_layout_copy(&frame->ch_layout, &encoder.ch_layout) < 0 ||
        av_frame_get_buffer(frame.get(), 0) < 0) {
        throw std::bad_alloc();
    }
    return frame;
}

}  // namespace

void AudioEncodePipe::ResamplerDeleter::operator()(SwrContext* resampler) const {
    swr_free(&resampler);
}

void AudioEncodePipe::FifoDeleter::operator()(AVAudioFifo* fifo) const {
    av_audio_fifo_free(fifo);
}

AudioEncodePipe::AudioEncodePipe(const AVStream& source, const MediaLimits& limits, std::int64_t offset,
                                 Mp4Output& output)
    : source_(source),
      offset_(offset),
      output_(output),
      decoder_(open_decoder(source, limits, 1)),
      frame_(av_frame_alloc()),
      packet_(av_packet_alloc()) {
    if (!frame_ || !packet_) throw std::bad_alloc();
    open_encoder();
    fifo_.reset(av_audio_fifo_alloc(encoder_->sample_fmt, encoder_->ch_layout.nb_channels, 4096));
    if (!fifo_) throw std::bad_alloc();
}

AudioEncodePipe::~AudioEncodePipe() = default;

void AudioEncodePipe::open_encoder() {
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
    if (codec == nullptr) throw std::runtime_error("FFmpeg was built without an AAC encoder");
    encoder_.reset(avcodec_alloc_context3(codec));
    if (!encoder_) throw std::bad_alloc();
    const int channels = std::clamp(source_.codecpar->ch_layout.nb_channels, 1, 2);
    av_channel_layout_default(&encoder_->ch_layout, channels);
    encoder_->sample_fmt = AV_SAMPLE_FMT_FLTP;
    encoder_->sample_rate = source_.codecpar->sample_rate == 44'100 ? 44'100 : 48'000;
    encoder_->time_base = {1, encoder_->sample_rate};
    encoder_->bit_rate = bits_per_second_and_channel * channels;
    encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    const int opened = avcodec_open2(encoder_.get(), codec, nullptr);
    if (opened < 0) throw Failure(ErrorCode::processing_failed, "audio encoder: " + ffmpeg_error(opened));
    target_ = &output_.add_stream();
    target_->time_base = encoder_->time_base;
    if (avcodec_parameters_from_context(target_->codecpar, encoder_.get()) < 0) throw std::bad_alloc();
}

void AudioEncodePipe::take(AVPacket& packet) {
    avcodec_send_packet(decoder_.get(), &packet);
    drain_decoder();
}

void AudioEncodePipe::drain_decoder() {
    while (avcodec_receive_frame(decoder_.get(), frame_.get()) == 0) {
        if (prepare_resampler()) resample(frame_.get());
        av_frame_unref(frame_.get());
    }
}

bool AudioEncodePipe::prepare_resampler() {
    const bool same = resampler_ && resampler_rate_ == frame_->sample_rate &&
                      resampler_format_ == frame_->format &&
                      resampler_channels_ == frame_->ch_layout.nb_channels;
    if (same) return true;
    if (resampler_) resample(nullptr);
    AVChannelLayout layout{};
    if (frame_->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&layout, frame_->ch_layout.nb_channels);
    } else {
        av_channel_layout_copy(&layout, &frame_->ch_layout);
    }
    SwrContext* resampler = nullptr;
    int result = swr_alloc_set_opts2(
        &resampler, &encoder_->ch_layout, encoder_->sample_fmt, encoder_->sample_rate, &layout,
        static_cast<AVSampleFormat>(frame_->format), frame_->sample_rate, 0, nullptr);
    av_channel_layout_uninit(&layout);
    resampler_.reset(resampler);
    if (result >= 0) {
        av_opt_set_double(resampler, "async", 1, 0);
        av_opt_set_int(resampler, "first_pts", samples_queued_, 0);
        result = swr_init(resampler);
    }
    if (result < 0) {
        resampler_.reset();
        return false;
    }
    resampler_rate_ = frame_->sample_rate;
    resampler_format_ = frame_->format;
    resampler_channels_ = frame_->ch_layout.nb_channels;
    return true;
}

void AudioEncodePipe::resample(const AVFrame* frame) {
    if (frame != nullptr && frame->best_effort_timestamp != AV_NOPTS_VALUE) {
        const std::int64_t ticks = static_cast<std::int64_t>(frame->sample_rate) * encoder_->sample_rate;
        swr_next_pts(resampler_.get(), av_rescale(frame->best_effort_timestamp - offset_,
                                                  ticks * source_.time_base.num, source_.time_base.den));
    }
    const int room = swr_get_out_samples(resampler_.get(), frame != nullptr ? frame->nb_samples : 0);
    if (room <= 0) return;
    const FrameHandle sound = make_sound(*encoder_, room);
    const std::uint8_t** samples =
        frame != nullptr ? const_cast<const std::uint8_t**>(frame->extended_data) : nullptr;
    const int count = swr_convert(resampler_.get(), sound->extended_data, room, samples,
                                  frame != nullptr ? frame->nb_samples : 0);
    if (count < 0) return;
    if (av_audio_fifo_write(fifo_.get(), reinterpret_cast<void**>(sound->extended_data), count) < count) {
        throw std::bad_alloc();
    }
    samples_queued_ += count;
    while (av_audio_fifo_size(fifo_.get()) >= encoder_->frame_size) encode_from_fifo(encoder_->frame_size);
}

void AudioEncodePipe::encode_from_fifo(int samples) {
    const FrameHandle sound = make_sound(*encoder_, samples);
    av_audio_fifo_read(fifo_.get(), reinterpret_cast<void**>(sound->extended_data), samples);
    sound->pts = samples_encoded_;
    samples_encoded_ += samples;
    const int sent = avcodec_send_frame(encoder_.get(), sound.get());
    if (sent < 0) throw Failure(ErrorCode::processing_failed, "audio encoder: " + ffmpeg_error(sent));
    drain_encoder();
}

void AudioEncodePipe::drain_encoder() {
    while (avcodec_receive_packet(encoder_.get(), packet_.get()) == 0) {
        output_.write(*packet_, *target_, encoder_->time_base);
    }
}

void AudioEncodePipe::finish() {
    avcodec_send_packet(decoder_.get(), nullptr);
    drain_decoder();
    if (resampler_) resample(nullptr);
    const int rest = av_audio_fifo_size(fifo_.get());
    if (rest > 0) encode_from_fifo(rest);
    avcodec_send_frame(encoder_.get(), nullptr);
    drain_encoder();
}

}  // namespace trainingzip::media
