#pragma once

#include "incident/incident.h"
#include "incident/request_secrets.h"
#include "web/request.h"

namespace trainingzip::incident {

/// What of the request is secret by its name.
RequestSecrets secrets_of(const web::Request& request);

/// The request as it may be reported. `user` is the subject of its access token, which the handler has
/// checked if it cared.
RequestDetails reported_request(const web::Request& request, const RequestSecrets& secrets);

}  // namespace trainingzip::incident
