#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

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

    void watch(const std::stop_token& stop);

    const std::chrono::milliseconds timeout_;
    std::mutex mutex_;
    std::condition_variable_any wake_up_;
    std::vector<Query> queries_;
    std::jthread thread_;
};

}  // namespace trainingzip::database
