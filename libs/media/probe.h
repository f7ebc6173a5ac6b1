#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "media/media_limits.h"
#include "media/notice.h"
#include "media/orientation.h"

namespace trainingzip::media {

/// The properties of an acceptable video.
struct VideoProbe {
    std::string video_codec;  ///< FFmpeg's name: "h264", "vp9", ...
    std::string audio_codec;  ///< Empty when there is no sound that can be decoded.
    int width = 0;            ///< Pixels as shown: square, upright.
    int height = 0;           ///< Pixels as shown: square, upright.
    Orientation orientation;  ///< As the container asks for.
    double duration_seconds = 0;
    std::int64_t frames = 0;
    double longest_key_frame_gap_seconds = 0;
    bool video_fits = false;      ///< Can be copied into the normalised file as it is.
    bool audio_fits = false;      ///< Can be copied into the normalised file as it is (true without sound).
    std::vector<Notice> notices;  ///< At most one of each kind.
};

/// Examines an untrusted file: reads every packet, decodes the first frames. Meant for the sandboxed process.
/// `path` is a local file, whatever its name. Throws Failure: video_unreadable, video_index_missing,
/// video_cut_off, video_without_picture, video_too_large, video_too_long, video_too_many_frames,
/// video_format_unsupported.
VideoProbe probe(const std::filesystem::path& path, const MediaLimits& limits);

}  // namespace trainingzip::media
