#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/config.h"
#include "base/log.h"
#include "metrics/metrics.h"
#include "web/server.h"

namespace trainingzip::web {

/// The parts in which one server differs from another.
struct Service {
    Router router;
    /// Empty when the service is ready, otherwise the reason (/readyz).
    std::function<std::string()> ready;
    /// Destroyed after the server has stopped, so threads of the service end in its destructor.
    std::shared_ptr<void> state;
    ServerHooks hooks = {};
};

/// Reads the keys of the section that are the service's own, calls section.finish(), then opens what the
/// service needs. May change the limits that are not in every section; counts in `metrics` what is its own to
/// count (requests are counted already). Throws ConfigError, or any std::exception with a sentence for the
/// operator.
using BuildService = std::function<Service(ConfigSection& section, ServerLimits& limits, const Logger& logger,
                                           const metrics::Metrics& metrics)>;

/// The whole of a main():
///
///     trainingzip-NAME --config FILE [--port-file FILE] [--metrics-port-file FILE] [--routes]
///     trainingzip-NAME --config FILE --probe ready|live [--port-file FILE]
///     trainingzip-NAME --version
///
/// Serves section [NAME] of the file until SIGTERM or SIGINT, and GET /metrics on the port for metrics. A
/// port file gets the bound port once the server listens, appears whole or not at all, and is removed at the
/// end. With --routes it prints a line "METHOD PATTERN OPERATION ACCESS" for each route instead of serving,
/// "-" for what a route does not say. Returns 0 after a clean stop, and 1 with one line on standard error
/// when the service cannot start.
///
/// With --probe it asks the server that runs with this configuration whether it can work (/readyz) or lives
/// (/healthz), prints its answer as one line and returns 0 for yes and 1 for no: the health check of a
/// container needs no other program. Where the configured port is 0, --port-file tells it.
int service_main(int argument_count, char** arguments, std::string_view name, const BuildService& build);

}  // namespace trainingzip::web
