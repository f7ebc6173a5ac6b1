#include "database/pool_metrics.h"

namespace trainingzip::database {

PoolMetrics::PoolMetrics(const metrics::Metrics& metrics, std::size_t connections)
    : in_use_(metrics.gauge("trainingzip_database_connections_in_use", "Connections at work.")),
      waiting_(metrics.gauge("trainingzip_database_connections_waiting", "Waits for a connection now.")),
      wait_seconds_(metrics.histogram("trainingzip_database_connection_wait_seconds",
                                      "Time until a connection was free, or the wait was given up.",
                                      {.0001, .001, .01, .05, .1, .5, 1, 2.5, 5})),
      in_vain_(metrics.counter("trainingzip_database_connection_timeouts_total",
                               "Waits for a connection that were given up.")) {
    metrics.gauge("trainingzip_database_connections", "Connections of the pool.")
        .set(static_cast<double>(connections));
}

PoolMetrics::Wait::Wait(const PoolMetrics& metrics) : metrics_(metrics), waiting_(metrics.waiting_) {}

PoolMetrics::Wait::~Wait() {
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - began_;
    metrics_.wait_seconds_.observe(time.count());
    if (succeeded_) {
        metrics_.in_use_.add(1);
    } else {
        metrics_.in_vain_.add();
    }
}

}  // namespace trainingzip::database
