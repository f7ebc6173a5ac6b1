#pragma once

#include <cstddef>
#include <cstdint>
#include <semaphore>
#include <span>
#include <string>

namespace trainingzip::api {

/// Most bytes of a picture file that is sent to us.
inline constexpr std::size_t most_picture_bytes = 5 * 1024 * 1024;

/// JPEG, PNG or WebP, told by content, as a fresh JPEG: upright, at most longest_stored_side, without
/// metadata and without anything that hides in the file. Throws Failure(image_unreadable).
std::string to_stored_jpeg(std::span<const std::uint8_t> bytes);

/// to_stored_jpeg() for at most two pictures at once, since one may need over 100 MB. Safe to use from
/// several threads.
class PictureCodec {
  public:
    /// Throws also Failure(unavailable) with Retry-After when no turn comes within five seconds.
    std::string to_stored_jpeg(std::span<const std::uint8_t> bytes);

  private:
    std::counting_semaphore<2> turns_{2};
};

}  // namespace trainingzip::api
