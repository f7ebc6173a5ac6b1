#pragma once

#include <optional>
#include <string_view>

#include "web/request.h"

namespace trainingzip::web {

/// The value of the first cookie of this name that came with the request (RFC 6265, 4.2.1), exactly as sent;
/// it lives as long as the request. nullopt when there is none.
std::optional<std::string_view> find_cookie(const Request& request, std::string_view name);

}  // namespace trainingzip::web
