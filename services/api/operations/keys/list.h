#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /admin/keys → `_embedded.keyList` of {keyId, state: "previous", "current" or "next", signsFrom,
/// signsUntil}, oldest first. Admins only.
web::Response list_keys(const OperationsContext& context, const web::Request& request,
                        const auth::Principal& caller);

}  // namespace trainingzip::api
