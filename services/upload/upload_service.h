#pragma once

#include "incident/job_watch.h"
#include "upload/upload_context.h"
#include "web/service_main.h"

namespace trainingzip::upload {

/// The routes of the upload server. The context must outlive them.
web::Router make_routes(UploadContext& context);

/// The upload server: routes, and the threads that work off the queue. See web::BuildService.
web::Service build_upload_service(ConfigSection& section, web::ServerLimits& limits, const Logger& logger,
                                  const metrics::Metrics& metrics, const incident::JobWatch& jobs);

}  // namespace trainingzip::upload
