#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trainingzip::api {

/// Random characters that a person can read from a screen and type: digits and capital letters without I, L,
/// O and U (Crockford's Base32). Five bits each, from the system's cryptographic source.
std::string random_code(std::size_t length);

/// Whether random_code() may make it, of this length.
bool is_code(std::string_view text, std::size_t length);

}  // namespace trainingzip::api
