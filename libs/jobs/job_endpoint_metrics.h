#pragma once

#include "jobs/job_kind.h"
#include "metrics/metrics.h"

namespace trainingzip::jobs {

/// What a server that takes orders counts; copies count in the same place. frames / seconds is the speed of
/// one order.
struct JobEndpointMetrics {
    JobEndpointMetrics() = default;
    JobEndpointMetrics(const metrics::Metrics& metrics, JobKind kind);

    metrics::Gauge running;
    metrics::Counter frames;
    metrics::Counter seconds;  ///< Time between frames, summed over orders that run at once.
    metrics::Counter done;
    metrics::Counter failed;
    metrics::Counter broken_off;  ///< The client disconnected, the server stopped, or there was a fault.
};

}  // namespace trainingzip::jobs
