#pragma once

#include <functional>
#include <stop_token>

#include "auth/service_token.h"
#include "base/log.h"
#include "incident/job_watch.h"
#include "jobs/job_endpoint_metrics.h"
#include "jobs/job_order.h"
#include "jobs/progress_writer.h"
#include "web/server.h"

namespace trainingzip::jobs {

/// Carries out an order and writes its progress up to the message "done". stop is requested when the client
/// has disconnected or the server stops; the work should then throw or return soon.
using RunOrder =
    std::function<void(const JobOrder& order, ProgressWriter& progress, const std::stop_token& stop)>;

/// What a server that takes orders needs for POST /jobs.
struct JobEndpoint {
    JobKind kind;  ///< Its name is the stage in the progress stream; incidents name the job "KIND job".
    auth::ServiceToken token;
    Logger logger;
    incident::JobWatch watch;
    JobEndpointMetrics metrics;
    /// Throws Failure for an order that cannot be accepted at all: answered with its status, no work begins.
    std::function<void(const JobOrder& order)> check;
};

/// Adds POST /jobs for holders of the service token. A Failure of the work ends the stream with the message
/// "failed". So does any other std::exception, which is an incident besides: an engine or encoder that fails
/// for this video must not look like a broken connection.
void add_job_endpoint(web::Router& router, JobEndpoint endpoint, RunOrder run);

}  // namespace trainingzip::jobs
