#include "media/probe.h"

#include "base/error.h"
#include "media/examine.h"
#include "media/media_input.h"
#include "media/normalised_form.h"
#include "media/packet_scan.h"
#include "media/rotation.h"

namespace trainingzip::media {

namespace {

/// Packets that a decoder may swallow before its first picture.
constexpr int packets_to_first_frame = 400;

bool gives_frame(AVCodecContext& codec, AVFrame& frame) {
    return avcodec_receive_frame(&codec, &frame) == 0;
}

void require_decodable_frame(const std::filesystem::path& path, const MediaLimits& limits) {
    MediaInput input = open_media(path, limits);
    const CodecHandle codec = open_decoder(*input.video, limits, 1);
    const PacketHandle packet(av_packet_alloc());
    const FrameHandle frame(av_frame_alloc());
    if (!packet || !frame) throw std::bad_alloc();
    for (int taken = 0; taken < packets_to_first_frame;) {
        if (av_read_frame(input.format.get(), packet.get()) < 0) {
            avcodec_send_packet(codec.get(), nullptr);
            if (gives_frame(*codec, *frame)) return;
            break;
        }
        if (packet->stream_index == input.video->index) {
            ++taken;
            avcodec_send_packet(codec.get(), packet.get());
            if (gives_frame(*codec, *frame)) return;
        }
        av_packet_unref(packet.get());
    }
    throw Failure(ErrorCode::video_unreadable, "not one frame can be decoded");
}

}  // namespace

Examination examine(const std::filesystem::path& path, const MediaLimits& limits) {
    MediaInput input = open_media(path, limits);
    Examination result;
    result.scan = scan_packets(input, limits);
    require_decodable_frame(path, limits);

    VideoProbe& probed = result.probe;
    probed.quarter_turns = quarter_turns_clockwise(*input.video);
    const PictureSize size = shown_size(*input.video, probed.quarter_turns);
    probed.video_codec = avcodec_get_name(input.video->codecpar->codec_id);
    if (input.audio != nullptr) probed.audio_codec = avcodec_get_name(input.audio->codecpar->codec_id);
    probed.width = size.width;
    probed.height = size.height;
    probed.duration_seconds = result.scan.duration_seconds;
    probed.frames = result.scan.frames;
    probed.longest_key_frame_gap_seconds = result.scan.longest_key_frame_gap_seconds;
    probed.video_fits = video_fits(*input.video, result.scan, probed.quarter_turns);
    probed.audio_fits = input.audio == nullptr || audio_fits(*input.audio);
    return result;
}

VideoProbe probe(const std::filesystem::path& path, const MediaLimits& limits) {
    return examine(path, limits).probe;
}

}  // namespace trainingzip::media
