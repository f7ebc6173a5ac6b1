#include "media/video_writer.h"

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/error.h"
#include "media/ffmpeg_handles.h"

namespace trainingzip::media {
namespace {

constexpr AVRational time_base{1, 90'000};

std::int64_t to_ticks(double seconds) {
    return std::llround(seconds * time_base.den);
}

void check(int result, const char* what) {
    if (result >= 0) {
        return;
    }
    const std::string detail = std::string("video writer: ") + what + ": " + ffmpeg_error(result);
    if (result == AVERROR(ENOSPC) || result == AVERROR(EDQUOT)) {
        throw Failure(ErrorCode::storage_full, detail);
    }
    throw std::runtime_error(detail);
}

template <typename Pointer>
Pointer* need(Pointer* pointer, const char* what) {
    if (pointer == nullptr) {
        throw std::runtime_error(std::string("video writer: no ") + what);
    }
    return pointer;
}

struct CloseMuxer {
    void operator()(AVFormatContext* muxer) const {
        avio_closep(&muxer->pb);
        avformat_free_context(muxer);
    }
};

/// Options of libvpx-vp9 for speed: no look-ahead, no hidden frames, rows in parallel.
void set_encoder_options(AVCodecContext& encoder, const VideoWriterSettings& settings) {
    const auto set = [&](const char* name, const char* value) {
        check(av_opt_set(encoder.priv_data, name, value, 0), name);
    };
    set("deadline", "realtime");
    set("cpu-used", "8");
    set("row-mt", "1");
    set("lag-in-frames", "0");
    set("auto-alt-ref", "0");
    set("crf", std::to_string(settings.quantizer).c_str());
}

void copy_plane(const std::vector<std::uint8_t>& from, int width, int height, std::uint8_t* to, int stride) {
    for (int row = 0; row < height; ++row) {
        std::memcpy(to + static_cast<std::ptrdiff_t>(row) * stride,
                    from.data() + static_cast<std::ptrdiff_t>(row) * width, static_cast<std::size_t>(width));
    }
}

}  // namespace

struct VideoWriter::Implementation {
    VideoWriterSettings settings;
    std::unique_ptr<AVFormatContext, CloseMuxer> muxer;
    CodecHandle encoder;
    FrameHandle frame;
    PacketHandle packet;
    AVStream* stream = nullptr;
    std::optional<std::int64_t> last_time;
    std::optional<std::int64_t> last_key_time;
    /// The newest packet waits here until it is known how long it lasts.
    PacketHandle waiting;

    void open_encoder();
    void open_muxer(const std::string& url);
    /// A null frame flushes.
    void encode(const AVFrame* picture);
    void write_waiting(std::int64_t end_time);
};

void VideoWriter::Implementation::open_encoder() {
    const AVCodec* codec = need(avcodec_find_encoder_by_name("libvpx-vp9"), "encoder libvpx-vp9");
    encoder.reset(need(avcodec_alloc_context3(codec), "memory"));
    encoder->width = settings.width;
    encoder->height = settings.height;
    encoder->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder->color_range = AVCOL_RANGE_MPEG;
    encoder->colorspace = AVCOL_SPC_BT709;
    encoder->color_primaries = AVCOL_PRI_BT709;
    encoder->color_trc = AVCOL_TRC_BT709;
    encoder->sample_aspect_ratio = {1, 1};
    encoder->time_base = time_base;
    encoder->thread_count = settings.threads;
    encoder->bit_rate = 0;
    // Key frames are asked for by time, since the frame rate may vary.
    encoder->gop_size = 1'000'000;
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    set_encoder_options(*encoder, settings);
    check(avcodec_open2(encoder.get(), codec, nullptr), "open encoder");
    frame.reset(need(av_frame_alloc(), "memory"));
    packet.reset(need(av_packet_alloc(), "memory"));
    waiting.reset(need(av_packet_alloc(), "memory"));
    frame->width = settings.width;
    frame->height = settings.height;
    frame->format = encoder->pix_fmt;
    frame->color_range = encoder->color_range;
    frame->colorspace = encoder->colorspace;
    frame->color_primaries = encoder->color_primaries;
    frame->color_trc = encoder->color_trc;
    check(av_frame_get_buffer(frame.get(), 0), "picture memory");
}

void VideoWriter::Implementation::open_muxer(const std::string& url) {
    AVFormatContext* context = nullptr;
    check(avformat_alloc_output_context2(&context, nullptr, "mp4", url.c_str()), "muxer");
    muxer.reset(context);
    stream = need(avformat_new_stream(context, nullptr), "stream");
    check(avcodec_parameters_from_context(stream->codecpar, encoder.get()), "stream parameters");
    stream->time_base = time_base;
    check(avio_open(&context->pb, url.c_str(), AVIO_FLAG_WRITE), "open file");
    // An MP4 track counts time in its own units; with ours no time is rounded.
    check(av_opt_set_int(context->priv_data, "video_track_timescale", time_base.den, 0), "timescale");
    check(av_opt_set(context->priv_data, "movflags", "+faststart", 0), "faststart");
    check(avformat_write_header(context, nullptr), "write header");
}

void VideoWriter::Implementation::encode(const AVFrame* picture) {
    check(avcodec_send_frame(encoder.get(), picture), "encode");
    while (true) {
        const int result = avcodec_receive_packet(encoder.get(), packet.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) {
            return;
        }
        check(result, "encode");
        packet->stream_index = stream->index;
        write_waiting(packet->pts);
        std::swap(packet, waiting);
    }
}

void VideoWriter::Implementation::write_waiting(std::int64_t end_time) {
    if (waiting->size == 0) return;
    waiting->duration = std::max<std::int64_t>(end_time - waiting->pts, 1);
    av_packet_rescale_ts(waiting.get(), time_base, stream->time_base);
    check(av_interleaved_write_frame(muxer.get(), waiting.get()), "write");
}

VideoWriter::VideoWriter(const std::filesystem::path& path, const VideoWriterSettings& settings)
    : implementation_(std::make_unique<Implementation>()) {
    if (settings.width <= 0 || settings.height <= 0 || settings.width % 2 != 0 || settings.height % 2 != 0) {
        throw std::invalid_argument("video writer: width and height must be even");
    }
    implementation_->settings = settings;
    implementation_->open_encoder();
    implementation_->open_muxer("file:" + path.string());
}

VideoWriter::~VideoWriter() = default;

void VideoWriter::write(const YuvPicture& picture, double time_seconds) {
    Implementation& self = *implementation_;
    const std::int64_t time = to_ticks(time_seconds);
    if (picture.width != self.settings.width || picture.height != self.settings.height) {
        throw std::invalid_argument("video writer: picture of another size");
    }
    if (self.last_time && time <= *self.last_time) {
        throw std::invalid_argument("video writer: times must rise");
    }
    AVFrame& frame = *self.frame;
    check(av_frame_make_writable(&frame), "picture memory");
    copy_plane(picture.luma, picture.width, picture.height, frame.data[0], frame.linesize[0]);
    copy_plane(picture.blue_difference, picture.width / 2, picture.height / 2, frame.data[1],
               frame.linesize[1]);
    copy_plane(picture.red_difference, picture.width / 2, picture.height / 2, frame.data[2],
               frame.linesize[2]);

    const std::int64_t step = self.last_time ? time - *self.last_time : 0;
    // A key frame comes early rather than late: the next picture may already be past the limit.
    const bool key =
        !self.last_key_time || time + step - *self.last_key_time > to_ticks(self.settings.key_frame_seconds);
    frame.pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    frame.pts = time;
    if (key) self.last_key_time = time;
    self.last_time = time;
    self.encode(&frame);
}

void VideoWriter::finish(double end_seconds) {
    Implementation& self = *implementation_;
    if (!self.last_time) throw std::logic_error("video writer: no picture was written");
    self.encode(nullptr);
    self.write_waiting(to_ticks(end_seconds));
    check(av_write_trailer(self.muxer.get()), "write index");
    check(avio_closep(&self.muxer->pb), "close file");
}

}  // namespace trainingzip::media
