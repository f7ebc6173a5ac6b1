#pragma once

#include <string_view>

namespace trainingzip::web {

/// Whether text is what a Host header may hold (RFC 9110, 7.2): a name, an IPv4 address or an IPv6 address in
/// brackets, and perhaps a port. Names are restricted to letters, digits, '.', '-' and '_'.
bool is_valid_host(std::string_view text);

/// Whether text is a path prefix as the gateway sends it: "" or "/a/b" of letters, digits, '-' and '_'.
bool is_valid_prefix(std::string_view text);

}  // namespace trainingzip::web
