#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "media/image.h"

namespace trainingzip::media {

/// Decodes a JPEG, PNG or WebP picture into RGB, as stored (EXIF orientation is not applied).
/// Throws Failure(image_unreadable), also above maximum_pixels.
Image decode_image(std::span<const std::uint8_t> bytes, std::int64_t maximum_pixels = 64'000'000);

/// The same for a file of at most 64 MiB. Throws Failure(file_not_found) when it cannot be opened.
Image read_image(const std::filesystem::path& path, std::int64_t maximum_pixels = 64'000'000);

}  // namespace trainingzip::media
