#pragma once

namespace trainingzip::media {

/// What a video may be at most. Larger ones are refused before any picture is decoded.
struct MediaLimits {
    int picture_side = 4096;         ///< Pixels, of the longer side.
    double seconds = 7200;           ///< Duration.
    double least_seconds = 0;        ///< Duration.
    double frames_per_second = 240;  ///< Times `seconds`: the number of frames, however fast they come.
};

}  // namespace trainingzip::media
