#include "media/probe.h"

#include <algorithm>

#include "base/error.h"
#include "media/cut_off.h"
#include "media/examine.h"
#include "media/normalised_form.h"
#include "media/side_data.h"

extern "C" {
#include <libavutil/dovi_meta.h>
}

namespace trainingzip::media {

namespace {

/// The base layer of Dolby Vision profile 5 has colours of its own, which only Dolby's decoders can display.
void refuse_foreign_colours(const AVStream& video) {
    const auto data = side_data_of(video, AV_PKT_DATA_DOVI_CONF);
    if (data.size() < sizeof(AVDOVIDecoderConfigurationRecord)) return;
    const auto& record = *reinterpret_cast<const AVDOVIDecoderConfigurationRecord*>(data.data());
    if (record.dv_profile == 5) throw Failure(ErrorCode::video_format_unsupported, "Dolby Vision profile 5");
}

void choose_tried_sound(MediaInput& input, const Trial& trial) {
    const auto tried = std::ranges::find(input.sounds, trial.sound_stream, &AVStream::index);
    choose_sound(input, tried != input.sounds.end() ? *tried : nullptr);
}

std::vector<Notice> notices_of(const MediaInput& input, const FileExtent& extent, const PacketScan& scan,
                               const MediaLimits& limits) {
    std::vector<Notice> notices;
    if (const auto cut = check_truncation(input, extent, scan, limits)) notices.push_back(*cut);
    if (input.has_sound && input.audio == nullptr) notices.push_back({NoticeKind::sound_left_out});
    if (is_too_fast(scan)) notices.push_back({NoticeKind::frames_thinned});
    return notices;
}

}  // namespace

MediaInput open_examined(const std::filesystem::path& path, const MediaLimits& limits, const Trial& trial) {
    MediaInput input = open_media(path, limits);
    choose_tried_sound(input, trial);
    return input;
}

Examination examine(const std::filesystem::path& path, const MediaLimits& limits) {
    Examination result;
    result.trial = try_decoding(path, limits);
    MediaInput input = open_examined(path, limits, result.trial);
    refuse_foreign_colours(*input.video);
    result.scan = scan_packets(input, limits);
    if (result.trial.first_timestamp == AV_NOPTS_VALUE) {
        result.trial.first_timestamp = result.scan.first_timestamp;
    }

    VideoProbe& probed = result.probe;
    probed.notices = notices_of(input, examine_extent(path, input.kind), result.scan, limits);
    probed.orientation = orientation_of(*input.video);
    const PictureSize size = shown_size(*input.video, probed.orientation);
    probed.video_codec = avcodec_get_name(input.video->codecpar->codec_id);
    if (input.audio != nullptr) probed.audio_codec = avcodec_get_name(input.audio->codecpar->codec_id);
    probed.width = size.width;
    probed.height = size.height;
    probed.duration_seconds = result.scan.duration_seconds;
    probed.frames = result.scan.frames;
    probed.longest_key_frame_gap_seconds = result.scan.longest_key_frame_gap_seconds;
    probed.video_fits = video_fits(*input.video, result.scan, result.trial, probed.orientation);
    probed.audio_fits = input.audio == nullptr || audio_fits(*input.audio);
    return result;
}

VideoProbe probe(const std::filesystem::path& path, const MediaLimits& limits) {
    return examine(path, limits).probe;
}

}  // namespace trainingzip::media
