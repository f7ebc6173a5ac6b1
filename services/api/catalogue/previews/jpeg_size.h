#pragma once

#include <optional>
#include <string_view>

namespace trainingzip::api {

struct JpegSize {
    int width = 0;  ///< Pixels.
    int height = 0;
};

/// What the frame header of a JPEG says (ITU-T T.81, B.2.2). The beginning of a file is enough; nullopt when
/// it does not reach as far, or is none.
std::optional<JpegSize> jpeg_size(std::string_view bytes);

}  // namespace trainingzip::api
