#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/signup {id, password, nickName, email} → {accessToken, refreshToken}; 0001 or 0007 when taken,
/// 0009 with Retry-After and a challenge when many came from there, which `proof` {token, nonces} meets.
web::Response sign_up(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
