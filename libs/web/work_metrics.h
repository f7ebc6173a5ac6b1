#pragma once

#include <string>

#include "metrics/metrics.h"

namespace trainingzip::web {

/// What a server that takes WorkOrders tells of them; copies count in the same place. Frames by seconds of
/// work is the speed of one order.
struct WorkMetrics {
    WorkMetrics() = default;
    WorkMetrics(const metrics::Metrics& metrics, const std::string& stage);

    metrics::Gauge running;
    metrics::Counter frames;
    metrics::Counter seconds;  ///< Between the frames, summed over orders that run at once.
    metrics::Counter done;
    metrics::Counter failed;
    metrics::Counter broken_off;  ///< The client had gone, the server stopped, or there was a fault.
};

}  // namespace trainingzip::web
