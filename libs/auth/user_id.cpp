#include "auth/user_id.h"

#include <charconv>

namespace trainingzip::auth {

std::string user_id_text(std::int64_t id) {
    return std::to_string(id);
}

std::optional<std::int64_t> parse_user_id(std::string_view text) {
    const char* end = text.data() + text.size();
    std::int64_t id = 0;
    const auto [rest, error] = std::from_chars(text.data(), end, id);
    if (error != std::errc{} || rest != end || id <= 0 || text.starts_with('0')) return std::nullopt;
    return id;
}

}  // namespace trainingzip::auth
