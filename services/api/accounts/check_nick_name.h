#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /auth/checkNickName/{nick} → 200, empty, when the nickname can be taken; else 0007.
web::Response check_nick_name(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
