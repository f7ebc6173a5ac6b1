#pragma once

#include <chrono>
#include <cstddef>

#include "metrics/metrics.h"

namespace trainingzip::database {

/// Metrics of a connection pool. Thread-safe.
class PoolMetrics {
  public:
    PoolMetrics(const metrics::Metrics& metrics, std::size_t connections);

    /// Measures the wait for one connection, from construction on; counted as timed out unless succeed() is
    /// called.
    class Wait {
      public:
        /// The metrics must outlive the wait.
        explicit Wait(const PoolMetrics& metrics);
        ~Wait();
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;
        /// The connection is in use until given_back() is called.
        void succeed() { succeeded_ = true; }

      private:
        const PoolMetrics& metrics_;
        const metrics::Counted waiting_;
        const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
        bool succeeded_ = false;
    };

    void given_back() const { in_use_.add(-1); }

  private:
    const metrics::Gauge in_use_;
    const metrics::Gauge waiting_;
    const metrics::Histogram wait_seconds_;
    const metrics::Counter in_vain_;
};

}  // namespace trainingzip::database
