#include "auth/bearer.h"

#include <algorithm>

namespace trainingzip::auth {

std::optional<std::string_view> bearer_token(const web::Request& request) {
    if (request.headers.count("Authorization") != 1) return std::nullopt;
    const std::string_view value = *request.headers.find("Authorization");
    constexpr std::string_view scheme = "bearer ";
    if (value.size() <= scheme.size()) return std::nullopt;
    const bool matches = std::equal(scheme.begin(), scheme.end(), value.begin(), [](char expected, char c) {
        return expected == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    });
    if (!matches) return std::nullopt;
    const std::size_t start = value.find_first_not_of(' ', scheme.size());
    if (start == std::string_view::npos) return std::nullopt;
    return value.substr(start);
}

}  // namespace trainingzip::auth
