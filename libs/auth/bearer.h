#pragma once

#include <optional>
#include <string_view>

#include "web/request.h"

namespace trainingzip::auth {

/// The token of "Authorization: Bearer TOKEN" (RFC 6750, 2.1); the scheme in any case. nullopt when the
/// header is absent, names another scheme, or comes more than once. The view lives as long as the request.
std::optional<std::string_view> bearer_token(const web::Request& request);

}  // namespace trainingzip::auth
