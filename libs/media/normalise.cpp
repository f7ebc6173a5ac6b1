#include "media/normalise.h"

#include <memory>

#include "base/error.h"
#include "media/audio_encode_pipe.h"
#include "media/copy_pipe.h"
#include "media/examine.h"
#include "media/normalised_form.h"
#include "media/rotation.h"
#include "media/video_encode_pipe.h"

namespace trainingzip::media {

namespace {

/// Below this share of decodable frames a file counts as damaged.
constexpr double least_decoded_share = 0.5;

std::int64_t rescaled_offset(std::int64_t offset, const AVStream& from, const AVStream& to) {
    return av_rescale_q(offset, from.time_base, to.time_base);
}

struct Pipes {
    std::unique_ptr<PacketPipe> video;
    std::unique_ptr<PacketPipe> audio;
    const VideoEncodePipe* encoder = nullptr;
};

Pipes make_pipes(const MediaInput& input, const PacketScan& scan, const VideoProbe& probed,
                 const NormaliseOptions& options, Mp4Output& output) {
    Pipes pipes;
    const std::int64_t offset = scan.first_timestamp;
    if (probed.video_fits) {
        pipes.video = std::make_unique<CopyPipe>(*input.video, offset, output);
    } else {
        auto encoder = std::make_unique<VideoEncodePipe>(*input.video, options.limits, probed.quarter_turns,
                                                         offset, options.threads, output);
        pipes.encoder = encoder.get();
        pipes.video = std::move(encoder);
    }
    if (input.audio == nullptr) return pipes;
    const std::int64_t audio_offset = rescaled_offset(offset, *input.video, *input.audio);
    if (probed.audio_fits) {
        pipes.audio = std::make_unique<CopyPipe>(*input.audio, audio_offset, output);
    } else {
        pipes.audio = std::make_unique<AudioEncodePipe>(*input.audio, options.limits, audio_offset, output);
    }
    return pipes;
}

void pump(MediaInput& input, Pipes& pipes, std::int64_t total_frames, const NormaliseProgress& progress) {
    const PacketHandle packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    std::int64_t frames = 0;
    while (true) {
        const int got = av_read_frame(input.format.get(), packet.get());
        if (got == AVERROR_EOF) break;
        if (got < 0) throw Failure(ErrorCode::video_unreadable, "the file breaks off: " + ffmpeg_error(got));
        if (packet->stream_index == input.video->index) {
            pipes.video->take(*packet);
            progress(++frames, total_frames);
        } else if (pipes.audio) {
            pipes.audio->take(*packet);
        }
        av_packet_unref(packet.get());
    }
    pipes.video->finish();
    if (pipes.audio) pipes.audio->finish();
}

}  // namespace

NormalisedVideo normalise(const std::filesystem::path& source, const std::filesystem::path& target,
                          const NormaliseOptions& options, const NormaliseProgress& progress) {
    const auto [probed, scan] = examine(source, options.limits);
    MediaInput input = open_media(source, options.limits);
    Mp4Output output(target);
    Pipes pipes = make_pipes(input, scan, probed, options, output);
    output.begin();
    pump(input, pipes, scan.frames, progress);
    output.finish();
    if (pipes.encoder != nullptr && static_cast<double>(pipes.encoder->frames()) <
                                        least_decoded_share * static_cast<double>(scan.frames)) {
        throw Failure(ErrorCode::video_unreadable, "most frames cannot be decoded");
    }

    MediaInput written = open_media(target, options.limits);
    const PacketScan check = scan_packets(written, options.limits);
    NormalisedVideo result;
    result.width = written.video->codecpar->width;
    result.height = written.video->codecpar->height;
    result.duration_seconds = check.duration_seconds;
    result.frames = check.frames;
    result.video_copied = probed.video_fits;
    result.has_audio = input.audio != nullptr;
    result.audio_copied = result.has_audio && probed.audio_fits;
    return result;
}

}  // namespace trainingzip::media
