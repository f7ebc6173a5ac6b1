#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trainingzip {

/// base64url without padding (RFC 4648, 5), as in JWT.
std::string base64url_encode(std::span<const std::uint8_t> bytes);

/// nullopt for any character outside the alphabet, padding, or a length or trailing bits that no encoder
/// produces.
std::optional<std::vector<std::uint8_t>> base64url_decode(std::string_view text);

/// Lower case hexadecimal.
std::string hex_encode(std::span<const std::uint8_t> bytes);

/// SHA-256 (FIPS 180-4), 32 bytes.
std::vector<std::uint8_t> sha256(std::span<const std::uint8_t> bytes);

/// The bytes of a string, for the functions above.
std::span<const std::uint8_t> as_bytes(std::string_view text);

/// Constant-time comparison: the duration depends on the lengths only.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Whether text is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_valid_utf8(std::string_view text);

/// Number of code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);

}  // namespace trainingzip
