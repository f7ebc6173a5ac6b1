#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /admin/users/{userId}/lock → the account, LOCKED; its sessions end. Idempotent; 0012
/// for the own. Admins only.
web::Response lock_user(const OperationsContext& context, const web::Request& request,
                        const auth::Principal& caller);

}  // namespace trainingzip::api
