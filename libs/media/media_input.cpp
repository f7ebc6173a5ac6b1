#include "media/media_input.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "base/error.h"
#include "media/allowed_codecs.h"
#include "media/file_extent.h"

namespace trainingzip::media {

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
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Failure(ErrorCode::video_unreadable, "the file cannot be opened");
    file.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    return sniff(std::span(head).first(count));
}

const char* demuxer_for(FileKind kind) {
    switch (kind) {
        case FileKind::mp4:
            return "mov";
        case FileKind::matroska:
            return "matroska";
        case FileKind::mpeg_ts:
            return "mpegts";
        case FileKind::avi:
            return "avi";
        case FileKind::other_media:
            throw Failure(ErrorCode::video_format_unsupported, "a container that we do not open");
        case FileKind::unknown:
            break;
    }
    throw Failure(ErrorCode::video_unreadable, "the first bytes are not those of a video");
}

bool is_picture_track(const AVStream& stream) {
    constexpr int still = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;
    return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO && (stream.disposition & still) == 0;
}

bool is_default(const AVStream* stream) {
    return (stream->disposition & AV_DISPOSITION_DEFAULT) != 0;
}

std::span<AVStream*> streams_of(const AVFormatContext& format) {
    return {format.streams, format.nb_streams};
}

/// The streams that we have a decoder for, those first that the file marks as default.
std::vector<AVStream*> best_first(std::vector<AVStream*> streams) {
    std::erase_if(streams, [](const AVStream* stream) { return !is_allowed(stream->codecpar->codec_id); });
    std::stable_partition(streams.begin(), streams.end(), is_default);
    return streams;
}

AVStream& choose_picture(const AVFormatContext& format) {
    std::vector<AVStream*> pictures;
    for (AVStream* stream : streams_of(format)) {
        if (is_picture_track(*stream)) pictures.push_back(stream);
    }
    if (pictures.empty()) throw Failure(ErrorCode::video_without_picture);
    const std::vector<AVStream*> usable = best_first(pictures);
    if (usable.empty()) {
        throw Failure(ErrorCode::video_format_unsupported,
                      avcodec_get_name(pictures.front()->codecpar->codec_id));
    }
    // A transport stream may announce streams of which no packet ever comes.
    const auto sized =
        std::ranges::find_if(usable, [](const AVStream* stream) { return stream->codecpar->width > 0; });
    return sized != usable.end() ? **sized : *usable.front();
}

void choose_streams(MediaInput& input) {
    input.video = &choose_picture(*input.format);
    std::vector<AVStream*> sounds;
    for (AVStream* stream : streams_of(*input.format)) {
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) sounds.push_back(stream);
    }
    input.has_sound = !sounds.empty();
    input.sounds = best_first(sounds);
    choose_sound(input, input.sounds.empty() ? nullptr : input.sounds.front());
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
        option.set("codec_whitelist", allowed_decoders().c_str());
        option.set("threads", "1");
        entries.push_back(*option.pointer());
    }
    const int found = avformat_find_stream_info(&format, entries.data());
    for (std::size_t i = 0; i < options.size(); ++i) *options[i].pointer() = entries[i];
    if (found < 0) throw Failure(ErrorCode::video_unreadable, "no stream details: " + ffmpeg_error(found));
}

}  // namespace

MediaInput open_media(const std::filesystem::path& path, const MediaLimits& limits) {
    MediaInput input;
    input.kind = kind_of(path);
    const AVInputFormat* demuxer = av_find_input_format(demuxer_for(input.kind));
    if (demuxer == nullptr) throw std::runtime_error("FFmpeg was built without a demuxer that we need");
    Dictionary options;
    options.set("protocol_whitelist", "file");
    options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,avi");
    options.set("codec_whitelist", allowed_decoders().c_str());
    options.set("max_streams", "64");
    AVFormatContext* context = nullptr;
    const std::string address = "file:" + path.string();
    if (examine_extent(path, input.kind).index_missing) throw Failure(ErrorCode::video_index_missing);
    const int opened = avformat_open_input(&context, address.c_str(), demuxer, options.pointer());
    if (opened < 0) throw Failure(ErrorCode::video_unreadable, "cannot be opened: " + ffmpeg_error(opened));

    input.format.reset(context);
    // The container's claim is checked before a decoder starts, the codec's own claim after.
    for (const AVStream* stream : streams_of(*context)) {
        if (is_picture_track(*stream)) check_picture_size(*stream, limits);
    }
    find_stream_details(*context, limits);
    // Only now: a transport stream announces its streams as they occur.
    choose_streams(input);
    check_picture_size(*input.video, limits);
    if (input.video->codecpar->width <= 0 || input.video->codecpar->height <= 0) {
        throw Failure(ErrorCode::video_unreadable, "the picture has no size");
    }
    return input;
}

void choose_sound(MediaInput& input, AVStream* sound) {
    input.audio = sound;
    for (AVStream* stream : streams_of(*input.format)) {
        const bool counts = stream == input.video || stream == input.audio;
        stream->discard = counts ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
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
    options.set("codec_whitelist", allowed_decoders().c_str());
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
