#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// PUT /trainings/{id} {title, body, visibility?, category?, tags?} → 200 with links; owner only (1001).
web::Response update_training(ApiContext& context, const web::Request& request,
                              const auth::Principal& caller);

}  // namespace trainingzip::api
