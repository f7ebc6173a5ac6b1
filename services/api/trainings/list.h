#pragma once

#include "api/api_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings?search=&page=&size=&sort= → the trainings that are ready, newest first.
web::Response list_trainings(ApiContext& context, const web::Request& request);

}  // namespace trainingzip::api
