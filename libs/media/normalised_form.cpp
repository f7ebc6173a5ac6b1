#include "media/normalised_form.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "media/colours.h"

namespace trainingzip::media {

namespace {

/// The container knows better than the stream within.
AVRational pixel_aspect(const AVStream& video) {
    const AVRational told = video.sample_aspect_ratio;
    const AVRational aspect = told.num > 0 && told.den > 0 ? told : video.codecpar->sample_aspect_ratio;
    return aspect.num > 0 && aspect.den > 0 ? aspect : AVRational{1, 1};
}

bool has_square_pixels(const AVStream& video) {
    const AVRational aspect = pixel_aspect(video);
    return aspect.num == aspect.den;
}

bool is_eight_bit_420(const AVCodecParameters& codec) {
    return codec.format == AV_PIX_FMT_YUV420P || codec.format == AV_PIX_FMT_YUVJ420P;
}

int even_floor(double value) {
    return std::max(2, static_cast<int>(std::floor(value / 2)) * 2);
}

}  // namespace

PictureSize shown_size(const AVStream& video, Orientation orientation) {
    PictureSize size{video.codecpar->width, video.codecpar->height};
    const double aspect = std::clamp(av_q2d(pixel_aspect(video)), 0.1, 10.0);
    if (aspect > 1) {
        size.width = static_cast<int>(std::lround(size.width * aspect));
    } else {
        size.height = static_cast<int>(std::lround(size.height / aspect));
    }
    if (orientation.swaps_sides()) std::swap(size.width, size.height);
    return size;
}

PictureSize normalised_size(PictureSize shown) {
    const double longer = std::max(shown.width, shown.height);
    const double shorter = std::min(shown.width, shown.height);
    const double factor =
        std::min({1.0, longest_normalised_side / longer, shortest_normalised_side / shorter});
    return {even_floor(shown.width * factor + 0.5), even_floor(shown.height * factor + 0.5)};
}

bool is_too_fast(const PacketScan& scan) {
    constexpr double rounding = 0.5;
    return scan.frames_per_second > most_frames_per_second + rounding;
}

bool video_fits(const AVStream& video, const PacketScan& scan, const Trial& trial, Orientation orientation) {
    const AVCodecParameters& codec = *video.codecpar;
    const bool has_global_header = codec.extradata_size > 6 && codec.extradata[0] == 1;
    const bool tag_fits = codec.codec_tag == 0 || codec.codec_tag == MKTAG('a', 'v', 'c', '1');
    const Colours colours = colours_of(codec);
    const bool shows_as_it_is = orientation.is_upright() && has_square_pixels(video) &&
                                !trial.is_interlaced && !colours.has_high_dynamic_range() &&
                                !colours.has_wide_gamut();
    constexpr double rounding_seconds = 0.002;
    return codec.codec_id == AV_CODEC_ID_H264 && tag_fits && has_global_header && is_eight_bit_420(codec) &&
           shows_as_it_is && !is_too_fast(scan) &&
           normalised_size({codec.width, codec.height}) == PictureSize{codec.width, codec.height} &&
           scan.starts_with_key_frame && !scan.has_hidden_frames && scan.has_decode_times &&
           scan.longest_key_frame_gap_seconds <= normalised_key_frame_seconds + rounding_seconds;
}

bool audio_fits(const AVStream& audio) {
    const AVCodecParameters& codec = *audio.codecpar;
    // FFmpeg 7 renamed the constants of profiles; the number is that of MPEG-4 audio object type 2, less one.
    constexpr int low_complexity = 1;
    return codec.codec_id == AV_CODEC_ID_AAC && codec.profile == low_complexity && codec.extradata_size > 0 &&
           codec.ch_layout.nb_channels <= 2 && codec.sample_rate >= 8000 && codec.sample_rate <= 48000;
}

}  // namespace trainingzip::media
