#pragma once

#include <string>
#include <string_view>

#include "web/request.h"

namespace trainingzip::api {

/// Whether If-None-Match names this entity tag (with its quotes) or "*", so that 304 is the answer. Compares
/// weakly: a "W/" in front makes no difference (RFC 9110, 13.1.2).
bool client_has(const web::Request& request, std::string_view entity_tag);

}  // namespace trainingzip::api
