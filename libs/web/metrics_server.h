#pragma once

#include <cstdint>
#include <string>
#include <thread>

#include "metrics/metrics.h"
#include "web/server.h"

namespace trainingzip::web {

/// GET /metrics on a dedicated port, which the gateway does not forward to, with dedicated threads: it
/// answers even while all workers of the service are busy. Serves from construction to destruction. Its own
/// requests are not counted.
class MetricsServer {
  public:
    /// port 0 takes a free one. `hooks` as those of the service. Throws std::runtime_error when the port
    /// cannot be bound.
    MetricsServer(const std::string& address, std::uint16_t port, const metrics::Metrics& metrics,
                  const Logger& logger, ServerHooks hooks);
    MetricsServer(const MetricsServer&) = delete;
    MetricsServer& operator=(const MetricsServer&) = delete;

    std::uint16_t port() const { return server_.port(); }

  private:
    void serve(const std::stop_token& stop);

    const Logger logger_;
    Server server_;
    std::jthread thread_;
};

}  // namespace trainingzip::web
