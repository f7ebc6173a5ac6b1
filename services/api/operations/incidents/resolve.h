#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// POST /admin/incidents/{id}/resolve: marks it as resolved; idempotent. Admins only.
web::Response resolve_incident(const OperationsContext& context, const web::Request& request,
                               const auth::Principal& caller);

}  // namespace trainingzip::api
