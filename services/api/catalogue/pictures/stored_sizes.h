#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace trainingzip::api {

/// Largest accepted picture file.
inline constexpr std::size_t most_picture_bytes = 5 * 1024 * 1024;

/// A stored picture: a JPEG of each size, upright, without metadata and anything else that was hidden in
/// the file.
struct StoredSizes {
    std::string large;                  ///< At most longest_stored_side.
    std::optional<std::string> medium;  ///< medium_width; nullopt when the large one is no wider.
    std::optional<std::string> small;   ///< small_width; nullopt when the large one is no wider.
};

}  // namespace trainingzip::api
