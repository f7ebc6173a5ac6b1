#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace trainingzip::data {

/// Ends work that goes on beyond its deadline, so that no thread waits for ever for a database that neither
/// answers nor closes the connection. Safe to use from several threads.
class WorkWatch {
  public:
    /// Work is numbered from 0 to `places` - 1; one at a time at each place.
    WorkWatch(std::size_t places, std::chrono::milliseconds timeout);

    /// From now until end(), `cut` is called again and again once the time is over. It must not throw or
    /// wait.
    void begin(std::size_t place, std::function<void()> cut);
    /// `cut` is not called any more when this returns.
    void end(std::size_t place);

  private:
    struct Work {
        std::chrono::steady_clock::time_point deadline;
        std::function<void()> cut;
    };

    void watch(const std::stop_token& stop);

    const std::chrono::milliseconds timeout_;
    std::mutex mutex_;
    std::condition_variable_any alarm_;
    std::vector<Work> works_;
    std::jthread thread_;
};

}  // namespace trainingzip::data
