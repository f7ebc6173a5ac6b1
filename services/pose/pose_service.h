#pragma once

#include "base/config.h"
#include "base/log.h"
#include "incident/job_watch.h"
#include "web/server.h"
#include "web/service_main.h"

namespace trainingzip::pose {

/// The pose server: POST /jobs (service token) takes a WorkOrder and answers with a WorkAnswer that also
/// holds lines {"type":"poses","firstFrame":0,"frameCount":64,"block":"<base64url of a pose block>"}, frames
/// without a gap from the order's first frame on. Ready once a set of networks is loaded and has
/// run; until then orders are answered 503 models_missing. GET /networks: see jobs::network_report().
///
/// Throws ConfigError, vision::EngineError, or another exception with a sentence for the operator.
web::Service build_pose_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                const metrics::Metrics& metrics = {}, const incident::JobWatch& jobs = {});

}  // namespace trainingzip::pose
