#pragma once

#include <cstdint>

#include "media/image.h"

namespace trainingzip::media {

/// One picture of a video, turned upright.
struct Frame {
    Image image;              ///< RGB.
    std::int64_t index = 0;   ///< Counts from 0 in the order of presentation.
    double time_seconds = 0;  ///< Presentation time, as the clock of a browser's player counts it.
};

}  // namespace trainingzip::media
