#pragma once

#include "api/api_state.h"
#include "web/server.h"

namespace trainingzip::api {

/// Every route of the API server. The state must outlive the router.
web::Router make_routes(const ApiState& state);

}  // namespace trainingzip::api
