#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/signout {refreshToken}, or the cookie → 200, empty; ends the session. Twice is the same as
/// once.
web::Response sign_out(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
