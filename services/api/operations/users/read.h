#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /admin/users/{userId}: one account. Admins only.
web::Response read_user(const OperationsContext& context, const web::Request& request,
                        const auth::Principal& caller);

}  // namespace trainingzip::api
