#pragma once

#include "web/service_main.h"

namespace trainingzip::api {

/// The API server: accounts, trainings and the community around them. Reads the keys of ApiSettings from
/// section [api].
web::Service build_api_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                               const metrics::Metrics& metrics);

}  // namespace trainingzip::api
