#pragma once

#include <cstdint>

#include "web/request.h"

namespace soci {
class session;
}

namespace trainingzip::api {

/// The {userId} of the path. Throws Failure(user_not_found) when there is no such user.
std::int64_t require_trainer(soci::session& session, const web::Request& request);

}  // namespace trainingzip::api
