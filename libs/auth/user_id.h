#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trainingzip::auth {

/// The id of a person as everybody outside sees it, in tokens, answers and logs: opaque text, which clients
/// compare and hand back. The only place that makes it.
std::string user_id_text(std::int64_t id);

/// The id that user_id_text() made this of; nullopt for any other text.
std::optional<std::int64_t> parse_user_id(std::string_view text);

}  // namespace trainingzip::auth
