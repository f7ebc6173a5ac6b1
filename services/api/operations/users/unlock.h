#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /admin/users/{userId}/unlock → the account, ACTIVE again. Idempotent. Admins only.
web::Response unlock_user(const OperationsContext& context, const web::Request& request,
                          const auth::Principal& caller);

}  // namespace trainingzip::api
