#include "jobs/job_endpoint.h"

#include <exception>
#include <string>
#include <utility>

#include "base/error.h"
#include "incident/redaction.h"

namespace trainingzip::jobs {
namespace {

constexpr std::uint64_t order_limit = 64 * 1024;

void serve_order(const JobEndpoint& endpoint, const RunOrder& run, const web::Request& request,
                 web::ResponseWriter& response) {
    const auto order = JobOrder::parse(request, endpoint.kind);
    endpoint.check(order);
    const incident::WatchedJob job{std::string(name_of(endpoint.kind)) + " job", order.video,
                                   request.request_id};
    ProgressWriter progress(
        endpoint.kind, [&](std::string_view line) { response.write(line); }, endpoint.metrics);
    progress.accept();
    try {
        const auto held = endpoint.watch.enter(job);
        run(order, progress, response.stop_token());
        endpoint.logger.info("job_done",
                             {{"request_id", request.request_id}, {"training_id", order.training_id}});
    } catch (const Failure& failure) {
        if (response.stop_token().stop_requested()) {
            progress.stopped();
            throw;
        }
        endpoint.logger.warning("job_failed", {{"request_id", request.request_id},
                                               {"training_id", order.training_id},
                                               {"error", describe(failure.code()).digits},
                                               {"reason", incident::redact_text(failure.what())}});
        progress.failed(failure);
    } catch (const web::ClientGone&) {
        throw;
    } catch (const std::exception& error) {
        endpoint.watch.fault(job);
        const std::string what = incident::redact_text(error.what());
        endpoint.logger.error(
            "job_faulted",
            {{"request_id", request.request_id}, {"training_id", order.training_id}, {"reason", what}});
        progress.failed(Failure(ErrorCode::processing_failed, what));
    }
}

}  // namespace

void add_job_endpoint(web::Router& router, JobEndpoint endpoint, RunOrder run) {
    const auto token = endpoint.token;
    router.add_writer("POST", "/jobs", std::string(ProgressWriter::content_type),
                      auth::require_service(token,
                                            [endpoint = std::move(endpoint), run = std::move(run)](
                                                const web::Request& request, web::ResponseWriter& response) {
                                                serve_order(endpoint, run, request, response);
                                            }),
                      order_limit, [token](const web::Request& request) { token.require(request); });
}

}  // namespace trainingzip::jobs
