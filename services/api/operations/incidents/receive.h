#pragma once

#include "api/operations/operations_context.h"
#include "web/server.h"

namespace trainingzip::api {

/// POST /internal/incidents: a report of another server, as incident::to_json() writes it. Service token
/// only.
web::Response receive_incident(const OperationsContext& context, const web::Request& request);

}  // namespace trainingzip::api
