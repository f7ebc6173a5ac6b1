#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/password/reset {token, newPassword} → 200, empty. All sessions of the account end, and its
/// address is confirmed. 1121 for a link that is not good.
web::Response reset_password(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
