#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

#include "base/periodic_task.h"

namespace trainingzip::database {

/// Cancels queries that run past their deadline, so that no thread blocks indefinitely on a database that
/// neither answers nor closes the connection. Thread-safe.
class QueryWatchdog {
  public:
    /// One slot for each connection, numbered from 0; each runs one query at a time.
    QueryWatchdog(std::size_t slots, std::chrono::milliseconds timeout);

    /// From now until end(), `cancel` is called repeatedly once the timeout has passed. It must neither throw
    /// nor block.
    void begin(std::size_t slot, std::function<void()> cancel);
    /// `cancel` is no longer called when this returns.
    void end(std::size_t slot);

  private:
    struct Query {
        std::chrono::steady_clock::time_point deadline;
        std::function<void()> cancel;
    };

    void cancel_overdue();

    const std::chrono::milliseconds timeout_;
    std::mutex mutex_;
    std::vector<Query> queries_;
    PeriodicTask task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::database
