#pragma once

#include <string>

#include "media/image.h"

namespace trainingzip::media {

/// The picture as a JPEG of this size in pixels, each of its pixels the mean of those it covers. Throws
/// std::runtime_error, std::bad_alloc.
std::string encode_jpeg(const ImageView& picture, int width, int height);

}  // namespace trainingzip::media
