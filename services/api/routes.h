#pragma once

#include "api/api_state.h"
#include "web/server.h"

namespace trainingzip::api {

/// Every route of the API server. The context must outlive the router.
web::Router make_routes(ApiContext& context);

}  // namespace trainingzip::api
