#pragma once

#include "api/api_state.h"
#include "web/server.h"

namespace trainingzip::api {

/// POST /internal/incidents: a report of another server, as incident::to_json() writes it. Service token
/// only.
web::Response receive_incident(ApiContext& context, const web::Request& request);

}  // namespace trainingzip::api
