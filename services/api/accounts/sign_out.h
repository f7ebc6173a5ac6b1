#pragma once

#include "api/api_state.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/signout {refreshToken}, or the cookie → 200, empty; ends the session. Twice is the same as
/// once.
web::Response sign_out(ApiContext& context, const web::Request& request);

}  // namespace trainingzip::api
