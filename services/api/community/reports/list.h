#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /admin/reports?page=|cursor=&size=&sort=&open=true|false → what users reported, newest first; admins
/// only.
web::Response list_reports(ApiContext& context, const web::Request& request, const auth::Principal& caller);

}  // namespace trainingzip::api
