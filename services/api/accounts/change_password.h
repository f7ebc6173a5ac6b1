#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// PUT /auth/password {password, newPassword} → {accessToken, refreshToken} of a new session; all others end.
/// 0011 for a wrong password, 0009 after too many of them.
web::Response change_password(const AccountsContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
