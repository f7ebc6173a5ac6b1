#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /comments/{id} → one comment, the target of its self link.
web::Response read_comment(ApiContext& context, const web::Request& request, const auth::Principal* caller);

}  // namespace trainingzip::api
