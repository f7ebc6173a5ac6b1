#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trainingzip::mail {

/// base64 in lines of at most 76 characters, each ended by CR LF (RFC 2045, 6.8).
std::string base64_lines(std::string_view text);

/// Unstructured text of a header that begins after `used` characters of its line: as it is where it is
/// printable ASCII and fits, else as encoded words of whole characters, folded (RFC 2047). text: well-formed
/// UTF-8 without control characters.
std::string encoded_header_text(std::string_view text, std::size_t used);

}  // namespace trainingzip::mail
