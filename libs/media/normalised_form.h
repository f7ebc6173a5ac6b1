#pragma once

#include "media/media_input.h"
#include "media/orientation.h"
#include "media/packet_scan.h"
#include "media/trial.h"

namespace trainingzip::media {

/// The form in which every training's video is kept: MP4, H.264 8-bit 4:2:0 and AAC-LC, upright square
/// pixels, at most 1920 by 1080 or 1080 by 1920, at most 60 frames a second on average, colours that a
/// standard display shows, a key frame at least every 2 seconds.
inline constexpr int longest_normalised_side = 1920;
inline constexpr int shortest_normalised_side = 1080;
inline constexpr double normalised_key_frame_seconds = 2.0;
inline constexpr int most_frames_per_second = 60;

struct PictureSize {
    int width;   ///< Pixels.
    int height;  ///< Pixels.
    friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// The picture as players show it: square pixels, upright. No side is smaller than what was sent.
PictureSize shown_size(const AVStream& video, Orientation orientation);

/// The largest even size of the same shape, not above the picture's own, within the bounds above.
PictureSize normalised_size(PictureSize shown);

/// Whether frames must be left out: also of slow motion as telephones record it, which browsers play at the
/// speed of life. A little more than 60 is the rounding of clocks.
bool is_too_fast(const PacketScan& scan);

/// Whether packets can be copied without touching the pictures.
bool video_fits(const AVStream& video, const PacketScan& scan, const Trial& trial, Orientation orientation);
bool audio_fits(const AVStream& audio);

}  // namespace trainingzip::media
