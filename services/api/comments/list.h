#pragma once

#include "api/api_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id}/comments?page=&size=&sort= → the comments of a training, oldest first.
web::Response list_comments(ApiContext& context, const web::Request& request, const auth::Principal* caller);

}  // namespace trainingzip::api
