#pragma once

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id}/comments?page=|cursor=&size=&sort=&parent= → the comments of a training with the
/// replies among them, oldest first.
web::Response list_comments(ApiContext& context, const web::Request& request, const auth::Principal* caller);

}  // namespace trainingzip::api
