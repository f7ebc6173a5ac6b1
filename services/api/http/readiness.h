#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "base/periodic_task.h"

namespace trainingzip::api {

/// Checks periodically, in a thread of its own, whether the server can work, since /readyz must not block.
class Readiness {
  public:
    /// check returns an empty text if all is well, otherwise the reason; it may block. Called once here,
    /// then after each interval until destruction.
    Readiness(std::function<std::string()> check, std::chrono::milliseconds interval);

    /// The last result of the check.
    std::string reason() const;

  private:
    void update();

    const std::function<std::string()> check_;
    mutable std::mutex mutex_;
    std::string reason_;
    PeriodicTask task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::api
