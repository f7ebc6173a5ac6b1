#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /auth/checkid/{id} → 200, empty, when the id can be taken; else 0001.
web::Response check_id(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
