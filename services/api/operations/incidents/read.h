#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// GET /admin/incidents/{id}: the whole report. Admins only.
web::Response read_incident(ApiContext& context, const web::Request& request, const auth::Principal& caller);

}  // namespace trainingzip::api
