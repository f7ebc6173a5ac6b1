#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

#include "base/periodic_task.h"

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

    void cut_overdue();

    const std::chrono::milliseconds timeout_;
    std::mutex mutex_;
    std::vector<Work> works_;
    PeriodicTask task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::data
