#pragma once

#include <cstddef>
#include <string>

namespace trainingzip {

/// Lower-case hexadecimal of this many random bytes from the system's cryptographic source.
/// Throws std::runtime_error when the source fails.
std::string random_hex(std::size_t bytes);

/// base64url of this many random bytes from the same source.
std::string random_token(std::size_t bytes);

/// An id for one request: 32 hexadecimal digits, the size of a W3C trace id.
inline std::string new_request_id() {
    return random_hex(16);
}

}  // namespace trainingzip
