#pragma once

#include "metrics/metrics.h"

namespace trainingzip::metrics {

/// Start time, CPU time, memory, threads and open files of this process, read from /proc for each scrape,
/// under the names that all Prometheus client libraries use (process_start_time_seconds, ...).
void watch_process(const Metrics& metrics);

}  // namespace trainingzip::metrics
