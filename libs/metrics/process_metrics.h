#pragma once

#include "metrics/metrics.h"

namespace trainingzip::metrics {

/// Start, processor time, memory, threads and open files of this process, read from /proc for each page,
/// under the names that all Prometheus libraries use (process_start_time_seconds, ...).
void watch_process(const Metrics& metrics);

}  // namespace trainingzip::metrics
