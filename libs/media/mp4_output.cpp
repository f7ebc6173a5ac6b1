#include "media/mp4_output.h"

#include "base/error.h"

namespace trainingzip::media {

namespace {

void check(int result, const char* what) {
    if (result >= 0) return;
    const ErrorCode code = result == AVERROR(ENOSPC) || result == AVERROR(EDQUOT)
                               ? ErrorCode::storage_full
                               : ErrorCode::processing_failed;
    throw Failure(code, std::string(what) + ": " + ffmpeg_error(result));
}

}  // namespace

Mp4Output::Mp4Output(const std::filesystem::path& path) {
    const std::string address = "file:" + path.string();
    check(avformat_alloc_output_context2(&format_, nullptr, "mp4", address.c_str()), "muxer");
    // No name and version of the encoder in the file, so that equal input gives equal output.
    format_->flags |= AVFMT_FLAG_BITEXACT;
    const int opened = avio_open(&format_->pb, address.c_str(), AVIO_FLAG_WRITE);
    if (opened < 0) {
        avformat_free_context(format_);
        check(opened, "output file");
    }
}

Mp4Output::~Mp4Output() {
    avio_closep(&format_->pb);
    avformat_free_context(format_);
}

AVStream& Mp4Output::add_stream() {
    AVStream* stream = avformat_new_stream(format_, nullptr);
    if (stream == nullptr) throw std::bad_alloc();
    return *stream;
}

void Mp4Output::begin() {
    AVDictionary* options = nullptr;
    av_dict_set(&options, "movflags", "+faststart", 0);
    const int result = avformat_write_header(format_, &options);
    av_dict_free(&options);
    check(result, "header");
}

void Mp4Output::write(AVPacket& packet, const AVStream& stream, AVRational time_base) {
    packet.stream_index = stream.index;
    packet.pos = -1;
    av_packet_rescale_ts(&packet, time_base, stream.time_base);
    check(av_interleaved_write_frame(format_, &packet), "packet");
}

void Mp4Output::finish() {
    check(av_write_trailer(format_), "trailer");
    avio_flush(format_->pb);
    check(format_->pb->error, "output file");
    check(avio_closep(&format_->pb), "output file");
}

}  // namespace trainingzip::media
