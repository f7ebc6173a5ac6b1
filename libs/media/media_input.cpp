#include "media/media_input.h"

#include <array>
#include <cstdio>
#include <vector>

#include "base/error.h"
#include "media/sniff.h"

namespace trainingzip::media {

const char* const allowed_decoders =
    "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,"
    "aac,aac_fixed,opus,libopus,mp3,mp3float,vorbis,libvorbis";

namespace {

class Dictionary {
  public:
    Dictionary() = default;
    ~Dictionary() { av_dict_free(&entries_); }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;
    void set(const char* key, const char* value) { av_dict_set(&entries_, key, value, 0); }
    void set(const char* key, std::int64_t value) { av_dict_set_int(&entries_, key, value, 0); }
    AVDictionary** pointer() { return &entries_; }

  private:
    AVDictionary* entries_ = nullptr;
};

std::int64_t maximum_pixels(const MediaLimits& limits) {
    return static_cast<std::int64_t>(limits.picture_side) * limits.picture_side;
}

FileKind kind_of(const std::filesystem::path& path) {
    std::array<std::uint8_t, sniff_bytes> head{};
    std::FILE* file = std::fopen(path.c_str(), "rbe");
    if (file == nullptr) throw Failure(ErrorCode::video_unreadable, "the file cannot be opened");
    const std::size_t count = std::fread(head.data(), 1, head.size(), file);
    std::fclose(file);
    return sniff(std::span(head).first(count));
}

const char* demuxer_for(FileKind kind) {
    switch (kind) {
        case FileKind::mp4:
            return "mov";
        case FileKind::matroska:
            return "matroska";
        case FileKind::other_media:
            throw Failure(ErrorCode::video_format_unsupported, "the container is not MP4 or WebM");
        case FileKind::unknown:
            break;
    }
    throw Failure(ErrorCode::video_unreadable, "the first bytes are not those of a video");
}

bool is_allowed(AVCodecID id) {
    switch (id) {
        case AV_CODEC_ID_H264:
        case AV_CODEC_ID_HEVC:
        case AV_CODEC_ID_VP8:
        case AV_CODEC_ID_VP9:
        case AV_CODEC_ID_AV1:
        case AV_CODEC_ID_MPEG4:
        case AV_CODEC_ID_AAC:
        case AV_CODEC_ID_OPUS:
        case AV_CODEC_ID_MP3:
        case AV_CODEC_ID_VORBIS:
            return true;
        default:
            return false;
    }
}

void choose_streams(MediaInput& input) {
    const std::span streams(input.format->streams, input.format->nb_streams);
    for (AVStream* stream : streams) {
        const AVCodecParameters& codec = *stream->codecpar;
        const bool cover =
            (stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
        if (codec.codec_type == AVMEDIA_TYPE_VIDEO && !cover && input.video == nullptr) {
            input.video = stream;
        } else if (codec.codec_type == AVMEDIA_TYPE_AUDIO && input.audio == nullptr) {
            input.audio = stream;
        } else {
            stream->discard = AVDISCARD_ALL;
        }
    }
    if (input.video == nullptr) throw Failure(ErrorCode::video_without_picture);
    for (const AVStream* stream : {input.video, input.audio}) {
        if (stream != nullptr && !is_allowed(stream->codecpar->codec_id)) {
            throw Failure(ErrorCode::video_format_unsupported, avcodec_get_name(stream->codecpar->codec_id));
        }
    }
}

void check_picture_size(const AVStream& video, const MediaLimits& limits) {
    const int width = video.codecpar->width;
    const int height = video.codecpar->height;
    if (width > limits.picture_side || height > limits.picture_side) {
        throw Failure(ErrorCode::video_too_large, std::to_string(width) + "x" + std::to_string(height));
    }
}

void find_stream_details(AVFormatContext& format, const MediaLimits& limits) {
    std::vector<Dictionary> options(format.nb_streams);
    std::vector<AVDictionary*> entries;
    for (Dictionary& option : options) {
        option.set("max_pixels", maximum_pixels(limits));
        option.set("codec_whitelist", allowed_decoders);
        option.set("threads", "1");
        entries.push_back(*option.pointer());
    }
    const int found = avformat_find_stream_info(&format, entries.data());
    for (std::size_t i = 0; i < options.size(); ++i) *options[i].pointer() = entries[i];
    if (found < 0) throw Failure(ErrorCode::video_unreadable, "no stream details: " + ffmpeg_error(found));
}

}  // namespace

MediaInput open_media(const std::filesystem::path& path, const MediaLimits& limits) {
    const AVInputFormat* demuxer = av_find_input_format(demuxer_for(kind_of(path)));
    if (demuxer == nullptr) throw std::runtime_error("FFmpeg was built without a demuxer that we need");
    Dictionary options;
    options.set("protocol_whitelist", "file");
    options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm");
    options.set("codec_whitelist", allowed_decoders);
    options.set("max_streams", "64");
    AVFormatContext* context = nullptr;
    const std::string address = "file:" + path.string();
    const int opened = avformat_open_input(&context, address.c_str(), demuxer, options.pointer());
    if (opened < 0) throw Failure(ErrorCode::video_unreadable, "cannot be opened: " + ffmpeg_error(opened));

    MediaInput input;
    input.format.reset(context);
    choose_streams(input);
    // The container's claim is checked before a decoder starts, the codec's own claim after.
    check_picture_size(*input.video, limits);
    find_stream_details(*context, limits);
    check_picture_size(*input.video, limits);
    if (input.video->codecpar->width <= 0 || input.video->codecpar->height <= 0) {
        throw Failure(ErrorCode::video_unreadable, "the picture has no size");
    }
    return input;
}

CodecHandle open_decoder(const AVStream& stream, const MediaLimits& limits, int threads) {
    const AVCodec* decoder = avcodec_find_decoder(stream.codecpar->codec_id);
    if (decoder == nullptr || !is_allowed(stream.codecpar->codec_id)) {
        throw Failure(ErrorCode::video_format_unsupported, avcodec_get_name(stream.codecpar->codec_id));
    }
    CodecHandle codec(avcodec_alloc_context3(decoder));
    if (!codec || avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0) throw std::bad_alloc();
    codec->pkt_timebase = stream.time_base;
    codec->max_pixels = maximum_pixels(limits);
    codec->thread_count = threads;
    Dictionary options;
    options.set("codec_whitelist", allowed_decoders);
    const int opened = avcodec_open2(codec.get(), decoder, options.pointer());
    if (opened < 0) {
        throw Failure(ErrorCode::video_format_unsupported, decoder->name + (": " + ffmpeg_error(opened)));
    }
    return codec;
}

double to_seconds(std::int64_t timestamp, const AVStream& stream) {
    return static_cast<double>(timestamp) * av_q2d(stream.time_base);
}

}  // namespace trainingzip::media
