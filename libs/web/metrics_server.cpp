#include "web/metrics_server.h"

#include <utility>

#include "web/router_table.h"

namespace trainingzip::web {

namespace {

ServerLimits limits_of_one_reader() {
    ServerLimits limits;
    limits.worker_threads = 1;
    limits.worker_queue = 8;
    limits.connections = 16;
    limits.body_timeout = std::chrono::seconds(5);
    limits.write_timeout = std::chrono::seconds(5);
    limits.stop_timeout = std::chrono::seconds(1);
    return limits;
}

Router one_page(const metrics::Metrics& metrics) {
    const auto show = [metrics](const Request&) {
        return Response::text(metrics.page(), metrics::page_content_type);
    };
    Router router;
    // Asked every few seconds, so it is no news for the log.
    router.table().add({"GET", "/metrics", {}, 0, show, true});
    return router;
}

ServerHooks of_inner_server(ServerHooks hooks) {
    hooks.metrics = {};
    hooks.cross_origin.reset();
    return hooks;
}

}  // namespace

MetricsServer::MetricsServer(const std::string& address, std::uint16_t port, const metrics::Metrics& metrics,
                             const Logger& logger, ServerHooks hooks)
    : logger_(logger),
      server_(address, port, limits_of_one_reader(), one_page(metrics), logger, {},
              of_inner_server(std::move(hooks))),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {}

void MetricsServer::serve(const std::stop_token& stop) {
    try {
        server_.run(stop);
    } catch (const std::exception& error) {
        logger_.error("fault", {{"reason", error.what()}});
    }
}

}  // namespace trainingzip::web
