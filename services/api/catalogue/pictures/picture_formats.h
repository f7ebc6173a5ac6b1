#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "api/catalogue/pictures/picture.h"

namespace trainingzip::api {

/// Readers and a writer of picture files. All throw Failure(image_unreadable) for bytes that are damaged, of
/// a form we do not take (animation in WebP), or above most_picture_pixels. The readers stand the picture
/// upright, as its Exif metadata asks. Those of JPEG and WebP may give a picture that is smaller than the
/// file's, but never with a longest side under longest_stored_side where the file's is longer. Transparent
/// parts become white.
Picture decode_jpeg(std::span<const std::uint8_t> bytes);
Picture decode_png(std::span<const std::uint8_t> bytes);
Picture decode_webp(std::span<const std::uint8_t> bytes);
/// The first frame of an animation.
Picture decode_gif(std::span<const std::uint8_t> bytes);

/// JPEG of quality 85, without metadata.
std::string encode_jpeg(const Picture& picture);

}  // namespace trainingzip::api
