#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// POST /admin/incidents/{id}/resolve: settled; again changes nothing. Admins only.
web::Response resolve_incident(ApiContext& context, const web::Request& request,
                               const auth::Principal& caller);

}  // namespace trainingzip::api
