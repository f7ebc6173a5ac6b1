#pragma once

#include "web/service_main.h"

namespace trainingzip::streaming {

/// The streaming server: GET and HEAD of /training/{id}/video and /training/{id}/shape, the published files
/// of a training, as video/mp4, whole or in ranges (RFC 9110, 13 and 14). A training that not everybody may
/// see needs ?ticket=, a media ticket of the API server; without one the answer is 404. Reads
/// storage_root, jwks and cache_seconds of section [streaming].
web::Service build_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                           const metrics::Metrics& metrics);

}  // namespace trainingzip::streaming
