#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// GET /admin/incidents/{id}: the whole report. Admins only.
web::Response read_incident(const OperationsContext& context, const web::Request& request,
                            const auth::Principal& caller);

}  // namespace trainingzip::api
