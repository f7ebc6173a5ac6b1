#pragma once

#include <cstdint>
#include <optional>

namespace trainingzip::media {

/// What the container declares about its video stream. Only the picture size is reliable.
struct VideoInfo {
    int width = 0;                            ///< Pixels, upright (as the file asks for).
    int height = 0;                           ///< Pixels, upright.
    std::optional<double> duration_seconds;   ///< As the container says.
    std::optional<double> frames_per_second;  ///< Average.
    std::optional<std::int64_t> frame_count;  ///< Told by the container, else duration times frame rate.
};

}  // namespace trainingzip::media
