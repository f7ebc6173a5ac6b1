#include "media/video_encode_pipe.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

extern "C" {
#include <libavutil/opt.h>
}

namespace trainingzip::media {

namespace {

std::int64_t duration_of(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return std::max<std::int64_t>(frame.duration, 0);
#else
    return std::max<std::int64_t>(frame.pkt_duration, 0);
#endif
}

}  // namespace

VideoEncodePipe::VideoEncodePipe(const AVStream& source, const MediaLimits& limits,
                                 const VideoEncoding& encoding, Mp4Output& output)
    : source_(source),
      encoding_(encoding),
      output_(output),
      filter_({.size = normalised_size(shown_size(source, encoding.orientation)),
               .orientation = encoding.orientation,
               .is_interlaced = encoding.is_interlaced,
               .time_base = source.time_base,
               .threads = encoding.threads},
              [this](AVFrame& frame) { encode(frame); }),
      decoder_(open_decoder(source, limits, encoding.threads)),
      frame_(av_frame_alloc()),
      packet_(av_packet_alloc()) {
    if (!frame_ || !packet_) throw std::bad_alloc();
    open_encoder(normalised_size(shown_size(source, encoding.orientation)));
}

void VideoEncodePipe::open_encoder(PictureSize size) {
    const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
    if (codec == nullptr) throw std::runtime_error("FFmpeg was built without libx264");
    encoder_.reset(avcodec_alloc_context3(codec));
    if (!encoder_) throw std::bad_alloc();
    encoder_->width = size.width;
    encoder_->height = size.height;
    encoder_->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder_->time_base = source_.time_base;
    const double rate = encoding_.leaves_frames_out ? most_frames_per_second : encoding_.frames_per_second;
    if (rate > 0) encoder_->framerate = av_d2q(rate, 100'000);
    encoder_->sample_aspect_ratio = {1, 1};
    const Colours colours = normalised_colours(colours_of(*source_.codecpar));
    encoder_->color_range = AVCOL_RANGE_MPEG;
    encoder_->color_primaries = colours.primaries;
    encoder_->color_trc = colours.transfer;
    encoder_->colorspace = colours.matrix;
    encoder_->thread_count = encoding_.threads;
    encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    // Key frames are set by time below. Without B-frames decoding order is the order of presentation, so
    // that no player needs an edit list to find the first frame at 0.
    encoder_->gop_size = 1000;
    encoder_->max_b_frames = 0;
    av_opt_set(encoder_->priv_data, "preset", "veryfast", 0);
    av_opt_set(encoder_->priv_data, "crf", "20", 0);
    av_opt_set(encoder_->priv_data, "forced-idr", "1", 0);
    const int opened = avcodec_open2(encoder_.get(), codec, nullptr);
    if (opened < 0) throw Failure(ErrorCode::processing_failed, "encoder: " + ffmpeg_error(opened));

    target_ = &output_.add_stream();
    target_->time_base = encoder_->time_base;
    target_->avg_frame_rate = encoder_->framerate;
    if (avcodec_parameters_from_context(target_->codecpar, encoder_.get()) < 0) throw std::bad_alloc();
}

void VideoEncodePipe::take(AVPacket& packet) {
    // A damaged packet costs its own picture only.
    avcodec_send_packet(decoder_.get(), &packet);
    drain_decoder();
}

void VideoEncodePipe::drain_decoder() {
    while (avcodec_receive_frame(decoder_.get(), frame_.get()) == 0) {
        filter_frame(*frame_);
        av_frame_unref(frame_.get());
    }
}

bool VideoEncodePipe::is_left_out(std::int64_t time) {
    if (!encoding_.leaves_frames_out) return false;
    // Times may be rounded down to a millisecond, which must not put a frame into the slot before.
    constexpr double rounding = 0.1;
    const auto slot =
        static_cast<std::int64_t>(std::floor(to_seconds(time, source_) * most_frames_per_second + rounding));
    if (last_slot_ && slot <= *last_slot_) return true;
    last_slot_ = slot;
    return false;
}

void VideoEncodePipe::filter_frame(AVFrame& frame) {
    ++frames_decoded_;
    const std::int64_t told = frame.best_effort_timestamp;
    std::int64_t time = 0;
    if (told != AV_NOPTS_VALUE) {
        time = told - encoding_.offset;
    } else if (last_time_) {
        time = *last_time_ + last_duration_;
    }
    if (last_time_ && time <= *last_time_) time = *last_time_ + 1;
    last_time_ = time;
    last_duration_ = std::min(duration_of(frame), encoding_.longest);
    if (last_duration_ <= 0) last_duration_ = encoding_.usual;
    if (is_left_out(time)) return;
    durations_[time] = last_duration_;
    frame.pts = time;
    filter_.put(frame);
}

bool VideoEncodePipe::must_be_key_frame(std::int64_t time, std::int64_t duration) {
    const std::int64_t step = std::max(duration, last_encoded_time_ ? time - *last_encoded_time_ : 0);
    const bool due = !last_encoded_time_ ||
                     to_seconds(time + step - last_key_time_, source_) > normalised_key_frame_seconds;
    if (due) last_key_time_ = time;
    return due;
}

void VideoEncodePipe::encode(AVFrame& frame) {
    const auto known = durations_.find(frame.pts);
    const std::int64_t duration = known != durations_.end() ? known->second : 0;
    frame.pict_type = must_be_key_frame(frame.pts, duration) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    last_encoded_time_ = frame.pts;
    const int sent = avcodec_send_frame(encoder_.get(), &frame);
    if (sent < 0) throw Failure(ErrorCode::processing_failed, "encoder: " + ffmpeg_error(sent));
    drain_encoder();
}

void VideoEncodePipe::drain_encoder() {
    while (true) {
        const int got = avcodec_receive_packet(encoder_.get(), packet_.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF) return;
        if (got < 0) throw Failure(ErrorCode::processing_failed, "encoder: " + ffmpeg_error(got));
        if (auto known = durations_.extract(packet_->pts)) packet_->duration = known.mapped();
        output_.write(*packet_, *target_, encoder_->time_base);
    }
}

void VideoEncodePipe::finish() {
    avcodec_send_packet(decoder_.get(), nullptr);
    drain_decoder();
    filter_.finish();
    avcodec_send_frame(encoder_.get(), nullptr);
    drain_encoder();
}

}  // namespace trainingzip::media
