#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /admin/keys/{keyId} → the list after it: tokens of the key are refused at once. 0013, 0014. Admins
/// only.
web::Response retire_key(const OperationsContext& context, const web::Request& request,
                         const auth::Principal& caller);

}  // namespace trainingzip::api
