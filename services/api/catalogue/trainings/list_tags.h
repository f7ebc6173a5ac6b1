#pragma once

#include "api/api_state.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /tags → the 100 tags with the most trainings that stand in lists, [{tag, trainings}].
web::Response list_tags(ApiContext& context, const web::Request& request);

}  // namespace trainingzip::api
