#pragma once

#include <span>
#include <string_view>

namespace trainingzip::api {

/// The passwords of eight characters and more that people choose most often, in lower case, sorted; 3000 at
/// least (OWASP ASVS 6.2.4). Made at build time by make_common_passwords.py.
std::span<const std::string_view> common_passwords();

}  // namespace trainingzip::api
