#pragma once

#include "web/service_main.h"

namespace trainingzip::shape {

/// The shape server: reads its settings, loads the network, and routes POST /jobs.
/// Throws ConfigError or EngineError with a sentence for the operator.
web::Service build_shape_server(ConfigSection& section, web::ServerLimits& limits, const Logger& logger);

}  // namespace trainingzip::shape
