#include "incident/work_route.h"

#include <exception>
#include <utility>

#include "base/error.h"
#include "incident/redaction.h"

namespace trainingzip::incident {
namespace {

constexpr std::uint64_t order_limit = 64 * 1024;

void take_order(const WorkRoute& route, const DoWork& work, const web::Request& request,
                web::ResponseWriter& writer) {
    const auto order = web::WorkOrder::parse(request, route.kind);
    route.check(order);
    const WatchedJob job{route.stage + " job", order.video, request.request_id};
    web::WorkAnswer answer(writer, route.stage, route.metrics);
    answer.accept();
    try {
        const auto held = route.jobs.enter(job);
        work(order, answer, writer.stop_token());
        route.logger.info("job done", {{"request_id", request.request_id}, {"training", order.training_id}});
    } catch (const Failure& failure) {
        if (writer.stop_token().stop_requested()) {
            answer.stopped();
            throw;
        }
        route.logger.warning("job failed", {{"request_id", request.request_id},
                                            {"training", order.training_id},
                                            {"error", describe(failure.code()).digits},
                                            {"detail", redact_text(failure.what())}});
        answer.failed(failure);
    } catch (const web::ClientGone&) {
        throw;
    } catch (const std::exception& error) {
        route.jobs.fault(job);
        const std::string what = redact_text(error.what());
        route.logger.error(
            "job fault",
            {{"request_id", request.request_id}, {"training", order.training_id}, {"detail", what}});
        answer.failed(Failure(ErrorCode::processing_failed, what));
    }
}

}  // namespace

void add_work_route(web::Router& router, WorkRoute route, DoWork work) {
    const auto token = route.token;
    router.add_writer("POST", "/jobs", std::string(web::WorkAnswer::content_type),
                      auth::require_service(token,
                                            [route = std::move(route), work = std::move(work)](
                                                const web::Request& request, web::ResponseWriter& writer) {
                                                take_order(route, work, request, writer);
                                            }),
                      order_limit, [token](const web::Request& request) { token.require(request); });
}

}  // namespace trainingzip::incident
