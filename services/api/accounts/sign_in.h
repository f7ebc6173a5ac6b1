#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/signin {id, password} → {accessToken, refreshToken}. One answer (0002), in similar time, for an
/// unknown id, a wrong password and a locked account; 0009 with Retry-After after too many failures, of whom
/// those of strangers do not count for devices and networks that the account knows.
web::Response sign_in(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
