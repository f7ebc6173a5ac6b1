#include "media/normalise.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "base/error.h"
#include "media/audio_encode_pipe.h"
#include "media/copy_pipe.h"
#include "media/examine.h"
#include "media/normalised_form.h"
#include "media/packet_reader.h"
#include "media/video_encode_pipe.h"

namespace trainingzip::media {

namespace {

/// Below this share of decodable frames a file counts as damaged.
constexpr double least_decoded_share = 0.5;

struct Pipes {
    std::unique_ptr<PacketPipe> video;
    std::unique_ptr<PacketPipe> audio;
    const VideoEncodePipe* encoder = nullptr;
    const AudioEncodePipe* sound_encoder = nullptr;
};

void require_most_decoded(const Pipes& pipes, const Examination& examined) {
    if (pipes.encoder == nullptr) return;
    // Each field may have a packet of its own.
    const double fields = examined.trial.is_interlaced ? 2 : 1;
    if (static_cast<double>(pipes.encoder->frames_decoded()) * fields <
        least_decoded_share * static_cast<double>(examined.scan.frames)) {
        throw Failure(ErrorCode::video_unreadable, "most frames cannot be decoded");
    }
}

/// A file without presentation times (AVI) is decoded by its decoding times, so that pictures come as much
/// later as the decoder holds them back; its sound does not.
std::int64_t sound_offset(const MediaInput& input, const Examination& examined) {
    const std::int64_t start =
        examined.scan.has_show_times ? examined.trial.first_timestamp : examined.scan.first_timestamp;
    return av_rescale_q(start, input.video->time_base, input.audio->time_base);
}

/// Where the picture ends, in the time base of the sound. What is heard after that would go on beside a still
/// picture.
std::int64_t sound_end(const MediaInput& input, const Examination& examined) {
    return sound_offset(input, examined) +
           std::llround(examined.scan.duration_seconds / av_q2d(input.audio->time_base));
}

VideoEncoding encoding_of(const MediaInput& input, const Examination& examined, int threads) {
    const PacketScan& scan = examined.scan;
    const double usual_seconds = scan.frames_per_second > 0 ? 1 / scan.frames_per_second : 0.04;
    return {.orientation = examined.probe.orientation,
            .is_interlaced = examined.trial.is_interlaced,
            .offset = examined.trial.first_timestamp,
            .longest = scan.longest_last_frame,
            .usual = std::max<std::int64_t>(1, std::llround(usual_seconds / av_q2d(input.video->time_base))),
            .frames_per_second = scan.frames_per_second,
            .leaves_frames_out = is_too_fast(scan),
            .threads = threads};
}

Pipes make_pipes(const MediaInput& input, const Examination& examined, const NormaliseOptions& options,
                 Mp4Output& output) {
    Pipes pipes;
    if (examined.probe.video_fits) {
        pipes.video = std::make_unique<CopyPipe>(*input.video, examined.scan.first_timestamp,
                                                 examined.scan.longest_last_frame, output);
    } else {
        auto encoder = std::make_unique<VideoEncodePipe>(
            *input.video, options.limits, encoding_of(input, examined, options.threads), output);
        pipes.encoder = encoder.get();
        pipes.video = std::move(encoder);
    }
    if (input.audio == nullptr) return pipes;
    const std::int64_t offset = sound_offset(input, examined);
    if (examined.probe.audio_fits) {
        constexpr auto any = std::numeric_limits<std::int64_t>::max();
        pipes.audio = std::make_unique<CopyPipe>(*input.audio, offset, any, output);
    } else {
        auto encoder = std::make_unique<AudioEncodePipe>(*input.audio, options.limits, offset, output);
        pipes.sound_encoder = encoder.get();
        pipes.audio = std::move(encoder);
    }
    return pipes;
}

void pump(MediaInput& input, Pipes& pipes, const Examination& examined, const NormaliseProgress& progress) {
    const std::int64_t last_sound = pipes.audio ? sound_end(input, examined) : 0;
    const PacketHandle packet(av_packet_alloc());
    if (!packet) throw std::bad_alloc();
    PacketReader reader(input);
    std::int64_t frames = 0;
    while (reader.read(*packet)) {
        if (reader.is_video(*packet)) {
            pipes.video->take(*packet);
            progress(++frames, examined.scan.frames);
        } else if (packet->pts == AV_NOPTS_VALUE || packet->pts < last_sound) {
            pipes.audio->take(*packet);
        }
    }
    pipes.video->finish();
    if (pipes.audio) pipes.audio->finish();
}

}  // namespace

NormalisedVideo normalise(const std::filesystem::path& source, const std::filesystem::path& target,
                          const NormaliseOptions& options, const NormaliseProgress& progress) {
    const Examination examined = examine(source, options.limits);
    if (examined.scan.duration_seconds < options.limits.least_seconds)
        throw Failure(ErrorCode::video_too_short);
    MediaInput input = open_examined(source, options.limits, examined.trial);
    Mp4Output output(target);
    Pipes pipes = make_pipes(input, examined, options, output);
    output.begin();
    pump(input, pipes, examined, progress);
    output.finish();
    require_most_decoded(pipes, examined);

    MediaInput written = open_media(target, options.limits);
    const PacketScan check = scan_packets(written, options.limits);
    NormalisedVideo result;
    result.width = written.video->codecpar->width;
    result.height = written.video->codecpar->height;
    result.duration_seconds = check.duration_seconds;
    result.frames = check.frames;
    result.video_copied = examined.probe.video_fits;
    result.has_audio = input.audio != nullptr;
    result.audio_copied = result.has_audio && examined.probe.audio_fits;
    result.notices = examined.probe.notices;
    if (pipes.sound_encoder != nullptr && !pipes.sound_encoder->has_sound()) {
        result.notices.push_back({NoticeKind::sound_left_out});
    }
    return result;
}

}  // namespace trainingzip::media
