#pragma once

#include "api/api_state.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings?page=|cursor=&size=&sort=&search=&category=&tag= → the trainings that are ready and public,
/// newest first.
web::Response list_trainings(ApiContext& context, const web::Request& request);

}  // namespace trainingzip::api
