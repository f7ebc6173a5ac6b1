#pragma once

#include "base/config.h"
#include "base/log.h"
#include "incident/job_watch.h"
#include "web/server.h"
#include "web/service_main.h"

namespace trainingzip::pose {

/// The pose server: POST /jobs (service token) takes a jobs::JobOrder and answers with the progress stream of
/// jobs::ProgressWriter, pose blocks of all frames without a gap included. Ready once a set of networks is
/// loaded and has run; until then orders are answered 503 models_missing. GET /networks: see
/// jobs::network_report().
///
/// Throws ConfigError, vision::EngineError, or another exception with a sentence for the operator.
web::Service build_pose_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                const metrics::Metrics& metrics = {}, const incident::JobWatch& watch = {});

}  // namespace trainingzip::pose
