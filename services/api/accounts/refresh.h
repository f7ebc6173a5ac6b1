#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/refresh {refreshToken} → {accessToken, refreshToken}. With the cookie instead of a body the
/// next refresh token is in the cookie alone.
web::Response refresh(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
