#pragma once

#include "api/operations/operations_context.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// GET /admin/incidents: the incidents, newest first, paged; ?unresolved=true leaves out resolved ones.
/// Admins only.
web::Response list_incidents(const OperationsContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
