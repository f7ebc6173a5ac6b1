#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// GET /admin/incidents: what went wrong, newest first, paged; ?unresolved=true leaves out what is settled.
/// Admins only.
web::Response list_incidents(const OperationsContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
