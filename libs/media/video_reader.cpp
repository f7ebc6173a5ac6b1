#include "media/video_reader.h"

#include <cmath>
#include <ctime>
#include <string>
#include <utility>

#include "base/error.h"
#include "media/ffmpeg_handles.h"
#include "media/frame_converter.h"
#include "media/orientation.h"

namespace trainingzip::media {

namespace {

constexpr const char* allowed_containers = "mov,matroska";
constexpr const char* allowed_codecs = "h264,hevc,vp8,vp9,libdav1d,av1,mpeg4";

struct Options {
    AVDictionary* dictionary = nullptr;
    ~Options() { av_dict_free(&dictionary); }
    void set(const char* key, const char* value) { av_dict_set(&dictionary, key, value, 0); }
};

/// Of the calling thread, so far.
std::chrono::nanoseconds processor_time() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

AVRational sane_time_base(const AVStream& stream) {
    return stream.time_base.den > 0 ? stream.time_base : AVRational{1, AV_TIME_BASE};
}

VideoInfo describe_stream(const AVFormatContext& input, const AVStream& stream, Orientation orientation) {
    VideoInfo info;
    info.width = stream.codecpar->width;
    info.height = stream.codecpar->height;
    if (orientation.swaps_sides()) std::swap(info.width, info.height);
    if (stream.duration > 0) {
        info.duration_seconds = static_cast<double>(stream.duration) * av_q2d(sane_time_base(stream));
    } else if (input.duration > 0) {
        info.duration_seconds = static_cast<double>(input.duration) / AV_TIME_BASE;
    }
    if (stream.avg_frame_rate.num > 0 && stream.avg_frame_rate.den > 0) {
        info.frames_per_second = av_q2d(stream.avg_frame_rate);
    }
    if (stream.nb_frames > 0) {
        info.frame_count = stream.nb_frames;
    } else if (info.duration_seconds && info.frames_per_second) {
        info.frame_count = std::llround(*info.duration_seconds * *info.frames_per_second);
    }
    return info;
}

}  // namespace

struct VideoReader::Implementation {
    VideoReaderOptions options;
    std::stop_token stop;
    std::chrono::nanoseconds deadline{};
    InputHandle input;
    CodecHandle codec;
    PacketHandle packet{av_packet_alloc()};
    FrameHandle picture{av_frame_alloc()};
    FrameConverter converter;
    Image unturned;
    VideoInfo info;
    int stream_index = -1;
    Orientation orientation;
    int coded_width = 0;
    int coded_height = 0;
    bool input_ended = false;
    double offset_seconds = 0;
    double last_time = -1;
    std::int64_t frames_read = 0;
    std::int64_t packets_damaged = 0;

    bool must_stop() const { return stop.stop_requested() || processor_time() > deadline; }
    void restart_deadline() { deadline = processor_time() + options.read_timeout; }
    void throw_if_stopped() const {
        if (must_stop())
            throw Failure(ErrorCode::unavailable, "reading the video was stopped or took too long");
    }
    const AVStream& stream() const { return *input->streams[stream_index]; }

    void open(const std::filesystem::path& path);
    void open_codec(const AVCodec& decoder);
    bool next_picture();
    void feed_decoder();
    void convert(Image& image);
    double time_of_picture() const;
};

void VideoReader::Implementation::open(const std::filesystem::path& path) {
    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr) throw std::bad_alloc();
    context->interrupt_callback.opaque = this;
    context->interrupt_callback.callback = [](void* self) {
        return static_cast<const Implementation*>(self)->must_stop() ? 1 : 0;
    };
    Options open_options;
    open_options.set("protocol_whitelist", "file");
    open_options.set("format_whitelist", allowed_containers);
    const std::string address = "file:" + path.string();
    const int opened = avformat_open_input(&context, address.c_str(), nullptr, &open_options.dictionary);
    throw_if_stopped();
    if (opened < 0) {
        throw Failure(ErrorCode::video_unreadable, path.string() + ": " + ffmpeg_error(opened));
    }
    input.reset(context);
    const int described = avformat_find_stream_info(context, nullptr);
    throw_if_stopped();
    if (described < 0) {
        throw Failure(ErrorCode::video_unreadable, path.string() + ": " + ffmpeg_error(described));
    }
    stream_index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (stream_index < 0) throw Failure(ErrorCode::video_without_picture, path.string());
    for (unsigned int i = 0; i < context->nb_streams; ++i) {
        context->streams[i]->discard =
            static_cast<int>(i) == stream_index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

void VideoReader::Implementation::open_codec(const AVCodec& decoder) {
    codec.reset(avcodec_alloc_context3(&decoder));
    if (!codec) throw std::bad_alloc();
    avcodec_parameters_to_context(codec.get(), stream().codecpar);
    codec->pkt_timebase = stream().time_base;
    codec->thread_count = options.threads;
    codec->max_pixels = options.maximum_pixels;
    Options codec_options;
    codec_options.set("codec_whitelist", allowed_codecs);
    const int opened = avcodec_open2(codec.get(), &decoder, &codec_options.dictionary);
    if (opened < 0) {
        throw Failure(ErrorCode::video_format_unsupported,
                      std::string(decoder.name) + ": " + ffmpeg_error(opened));
    }
}

void VideoReader::Implementation::feed_decoder() {
    av_packet_unref(packet.get());
    const int got = av_read_frame(input.get(), packet.get());
    throw_if_stopped();
    if (got == AVERROR_EOF) {
        input_ended = true;
        avcodec_send_packet(codec.get(), nullptr);
        return;
    }
    if (got < 0) throw Failure(ErrorCode::video_unreadable, "the file breaks off: " + ffmpeg_error(got));
    if (packet->stream_index != stream_index) return;
    if (avcodec_send_packet(codec.get(), packet.get()) < 0) ++packets_damaged;
}

bool VideoReader::Implementation::next_picture() {
    while (true) {
        throw_if_stopped();
        const int got = avcodec_receive_frame(codec.get(), picture.get());
        if (got == 0) {
            if ((picture->flags & AV_FRAME_FLAG_CORRUPT) == 0) return true;
            ++packets_damaged;
        } else if (got == AVERROR_EOF || (got == AVERROR(EAGAIN) && input_ended)) {
            return false;
        } else if (got == AVERROR(EAGAIN)) {
            feed_decoder();
        } else {
            ++packets_damaged;
        }
    }
}

void VideoReader::Implementation::convert(Image& image) {
    const std::int64_t pixels = static_cast<std::int64_t>(picture->width) * picture->height;
    if (pixels > options.maximum_pixels) throw Failure(ErrorCode::video_too_large, "a frame is too large");
    Image& target = orientation.is_upright() ? image : unturned;
    target.resize(coded_width, coded_height, PixelFormat::rgb);
    converter.convert(*picture, target);
    if (!orientation.is_upright()) apply_orientation(unturned, orientation, image);
}

double VideoReader::Implementation::time_of_picture() const {
    const double step = 1.0 / info.frames_per_second.value_or(25.0);
    double time = last_time + step;
    if (picture->best_effort_timestamp != AV_NOPTS_VALUE) {
        time = static_cast<double>(picture->best_effort_timestamp) * av_q2d(sane_time_base(stream())) +
               offset_seconds;
    } else if (frames_read == 0) {
        time = 0;
    }
    return time;
}

VideoReader::VideoReader(const std::filesystem::path& path, const VideoReaderOptions& options,
                         std::stop_token stop)
    : implementation_(std::make_unique<Implementation>()) {
    auto& self = *implementation_;
    self.options = options;
    self.stop = std::move(stop);
    self.restart_deadline();
    if (!self.packet || !self.picture) throw std::bad_alloc();
    self.open(path);

    const AVCodecParameters& parameters = *self.stream().codecpar;
    const AVCodec* decoder = avcodec_find_decoder(parameters.codec_id);
    if (decoder == nullptr) {
        throw Failure(ErrorCode::video_format_unsupported, avcodec_get_name(parameters.codec_id));
    }
    if (parameters.width <= 0 || parameters.height <= 0) {
        throw Failure(ErrorCode::video_unreadable, "the video stream has no picture size");
    }
    if (static_cast<std::int64_t>(parameters.width) * parameters.height > options.maximum_pixels) {
        throw Failure(ErrorCode::video_too_large,
                      std::to_string(parameters.width) + "x" + std::to_string(parameters.height));
    }
    self.open_codec(*decoder);
    self.coded_width = parameters.width;
    self.coded_height = parameters.height;
    self.orientation = orientation_of(self.stream());
    self.info = describe_stream(*self.input, self.stream(), self.orientation);
    // Players shift a file that starts before zero so that it starts at zero.
    if (self.input->start_time != AV_NOPTS_VALUE && self.input->start_time < 0) {
        self.offset_seconds = -static_cast<double>(self.input->start_time) / AV_TIME_BASE;
    }
}

VideoReader::~VideoReader() = default;

const VideoInfo& VideoReader::info() const {
    return implementation_->info;
}

bool VideoReader::read(Frame& frame) {
    auto& self = *implementation_;
    self.restart_deadline();
    if (!self.next_picture()) {
        if (self.frames_read == 0) throw Failure(ErrorCode::video_unreadable, "not one frame can be decoded");
        return false;
    }
    self.convert(frame.image);
    frame.index = self.frames_read;
    frame.time_seconds = self.time_of_picture();
    self.last_time = frame.time_seconds;
    ++self.frames_read;
    return true;
}

std::int64_t VideoReader::frames_read() const {
    return implementation_->frames_read;
}

std::int64_t VideoReader::packets_damaged() const {
    return implementation_->packets_damaged;
}

}  // namespace trainingzip::media
