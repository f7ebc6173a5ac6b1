#pragma once

#include <cstdint>
#include <span>

namespace trainingzip::api {

/// The orientation in the content of a JPEG APP1 segment ("Exif", CIPA DC-008, 4.6.4): 1 to 8; 1 (upright)
/// when there is none or the segment is damaged.
int exif_orientation(std::span<const std::uint8_t> segment);

/// The same for what such a segment holds behind its signature, as chunks of PNG and WebP hold it.
int tiff_orientation(std::span<const std::uint8_t> bytes);

}  // namespace trainingzip::api
