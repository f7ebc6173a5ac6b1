#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <span>
#include <string>

namespace trainingzip::api {

/// Most bytes of a picture file that is sent to us.
inline constexpr std::size_t most_picture_bytes = 5 * 1024 * 1024;

/// A picture as it is kept: a JPEG of each size, upright, without metadata and without anything that hid in
/// the file.
struct StoredSizes {
    std::string large;                  ///< At most longest_stored_side.
    std::optional<std::string> medium;  ///< medium_width; nullopt when the large one is no wider.
    std::optional<std::string> small;   ///< small_width; nullopt when the large one is no wider.
};

/// Decodes JPEG, PNG, WebP or GIF, told by content, and makes all sizes of it. Throws
/// Failure(image_unreadable).
StoredSizes to_stored_sizes(std::span<const std::uint8_t> bytes);

/// to_stored_sizes() for at most two pictures at once, since one may need over 100 MB. Safe to use from
/// several threads.
class PictureCodec {
  public:
    /// Throws also Failure(unavailable) with Retry-After when no turn comes within five seconds.
    StoredSizes to_stored_sizes(std::span<const std::uint8_t> bytes);

  private:
    std::counting_semaphore<2> turns_{2};
};

}  // namespace trainingzip::api
