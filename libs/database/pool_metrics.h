#pragma once

#include <chrono>
#include <cstddef>

#include "metrics/metrics.h"

namespace trainingzip::database {

/// What a pool of connections tells of itself. Safe to use from any thread.
class PoolMetrics {
  public:
    PoolMetrics(const metrics::Metrics& metrics, std::size_t connections);

    /// The wait for one connection, from construction on: counted as in vain unless it succeeds.
    class Wait {
      public:
        /// The metrics must outlive the wait.
        explicit Wait(const PoolMetrics& metrics);
        ~Wait();
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;
        /// The connection is in use until given_back().
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
