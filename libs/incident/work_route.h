#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "auth/service_token.h"
#include "base/log.h"
#include "incident/job_watch.h"
#include "web/server.h"
#include "web/work_answer.h"
#include "web/work_order.h"

namespace trainingzip::incident {

/// Does what an order asks and writes the answer up to its "done" line. stop is requested when whoever
/// ordered has gone or the server ends; the work should then throw or return soon.
using DoWork =
    std::function<void(const web::WorkOrder& order, web::WorkAnswer& answer, const std::stop_token& stop)>;

/// What a server that works to order says about it.
struct WorkRoute {
    web::WorkOrder::Kind kind;
    std::string stage;  ///< "pose" or "shape": the stage in the answer; its job is called "STAGE job".
    auth::ServiceToken token;
    Logger logger;
    JobWatch jobs;
    web::WorkMetrics metrics;
    /// Throws Failure for an order that cannot be taken at all: answered with its status, no work begins.
    std::function<void(const web::WorkOrder& order)> check;
};

/// Adds POST /jobs for holders of the service token. A Failure of the work ends the answer with its "failed"
/// line. So does any other std::exception, which is reported as a fault besides: an engine or encoder that
/// fails for this video must not look like a broken connection.
void add_work_route(web::Router& router, WorkRoute route, DoWork work);

}  // namespace trainingzip::incident
