#include "media/cut_off.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"

namespace trainingzip::media {

namespace {

constexpr double enough_seconds = 3;
constexpr double enough_share = 0.9;
/// Tracks of a whole file differ by so much.
constexpr double tolerance_seconds = 0.1;

struct Length {
    double told = 0;  ///< Seconds; 0 when the container declares none.
    double there = 0;
};

Length of_picture(const MediaInput& input, const PacketScan& scan) {
    // FFmpeg shortens the duration of an AVI file to what is there, but not the count of its header.
    const std::int64_t told = input.kind == FileKind::avi ? input.video->nb_frames : input.video->duration;
    return {to_seconds(std::max<std::int64_t>(told, 0), *input.video), scan.duration_seconds};
}

Length of_sound(const MediaInput& input, const PacketScan& scan) {
    const AVStream& audio = *input.audio;
    const double start = audio.start_time != AV_NOPTS_VALUE ? to_seconds(audio.start_time, audio) : 0;
    return {to_seconds(std::max<std::int64_t>(audio.duration, 0), audio), scan.sound_end_seconds - start};
}

/// Matroska declares one length for all tracks, counted from 0.
Length of_all(const MediaInput& input, const PacketScan& scan) {
    const bool is_told =
        input.format->duration > 0 && input.format->duration_estimation_method == AVFMT_DURATION_FROM_STREAM;
    const double picture_end = to_seconds(scan.first_timestamp, *input.video) + scan.duration_seconds;
    return {is_told ? static_cast<double>(input.format->duration) / AV_TIME_BASE : 0,
            std::max(picture_end, scan.sound_end_seconds)};
}

/// The picture; the sound where only that is not whole.
Length length_of(const MediaInput& input, const PacketScan& scan) {
    // The length of a transport stream is only what FFmpeg found at its end.
    if (input.kind == FileKind::mpeg_ts) return {0, scan.duration_seconds};
    if (input.kind == FileKind::matroska) return of_all(input, scan);
    const Length picture = of_picture(input, scan);
    const bool picture_is_whole = picture.told - picture.there <= tolerance_seconds;
    const bool has_stated_sound = input.kind == FileKind::mp4 && input.audio != nullptr;
    return picture_is_whole && has_stated_sound ? of_sound(input, scan) : picture;
}

bool is_cut(const Length& length, const FileExtent& extent, const PacketScan& scan,
            const MediaLimits& limits) {
    if (extent.end == FileExtent::End::missing || scan.broke_off) return true;
    const double missing = length.told - length.there;
    // Headers of recordings that were never finished hold anything.
    return extent.end == FileExtent::End::unknown && length.told <= limits.seconds &&
           missing > 1 + 0.05 * length.told;
}

}  // namespace

std::optional<Notice> check_truncation(const MediaInput& input, const FileExtent& extent,
                                       const PacketScan& scan, const MediaLimits& limits) {
    const Length length = length_of(input, scan);
    if (!is_cut(length, extent, scan, limits)) return std::nullopt;
    const double missing = length.told - length.there;
    if (length.told > 0 && missing <= tolerance_seconds) return std::nullopt;
    const double there = scan.duration_seconds;
    if (there < enough_seconds && there < enough_share * length.told) {
        throw Failure(ErrorCode::video_cut_off, fmt::format("{:.3f} of {:.3f} s", there, length.told));
    }
    const bool is_known = length.told > 0 && length.told <= limits.seconds;
    return Notice{NoticeKind::cut_off, is_known ? missing : 0};
}

}  // namespace trainingzip::media
