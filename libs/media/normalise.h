#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "media/media_limits.h"
#include "media/notice.h"

namespace trainingzip::media {

/// The result.
struct NormalisedVideo {
    int width = 0;   ///< Pixels.
    int height = 0;  ///< Pixels.
    double duration_seconds = 0;
    std::int64_t frames = 0;
    bool video_copied = false;  ///< The packets are those of the source.
    bool audio_copied = false;
    bool has_audio = false;
    std::vector<Notice> notices;  ///< At most one of each kind.
};

struct NormaliseOptions {
    MediaLimits limits;
    int threads = 2;  ///< Of the video decoder and of the encoder, each.
};

/// Called now and then with the frames of the source taken so far and their number.
using NormaliseProgress = std::function<void(std::int64_t frames, std::int64_t total_frames)>;

/// Writes `source`, an untrusted file, to `target` in the normalised form (normalised_form.h): index in
/// front, one video stream and at most one audio stream, no metadata (place, device, date) taken along.
/// Packets are copied where they fit, else decoded and encoded. Every shown frame of the source stays, at its
/// time, counted from the first one, but for those beyond 60 a second. Meant for the sandboxed process.
///
/// Throws Failure as probe() does, storage_full, processing_failed; `target` is then worthless.
NormalisedVideo normalise(const std::filesystem::path& source, const std::filesystem::path& target,
                          const NormaliseOptions& options, const NormaliseProgress& progress);

}  // namespace trainingzip::media
