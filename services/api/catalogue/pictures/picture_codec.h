#pragma once

#include <cstdint>
#include <span>

#include "api/catalogue/pictures/stored_sizes.h"

namespace trainingzip::api {

/// Decodes JPEG, PNG, WebP or GIF, told by content, and makes all sizes of it. Belongs into the
/// sandbox (PictureSandbox). Throws Failure(image_unreadable).
StoredSizes to_stored_sizes(std::span<const std::uint8_t> bytes);

}  // namespace trainingzip::api
