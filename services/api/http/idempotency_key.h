#pragma once

#include <optional>
#include <string>

#include "web/request.h"

namespace trainingzip::api {

/// The Idempotency-Key of a request (draft-ietf-httpapi-idempotency-key-header): two requests of a user with
/// the same key are one. Nothing without the header. Throws Failure(parameter_invalid) unless it is 1 to 64
/// visible ASCII characters.
std::optional<std::string> idempotency_key(const web::Request& request);

}  // namespace trainingzip::api
