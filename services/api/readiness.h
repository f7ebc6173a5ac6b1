#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "base/periodic_task.h"

namespace trainingzip::api {

/// Asks again and again whether the server can work, in a thread of its own, since /readyz must not wait.
class Readiness {
  public:
    /// look returns an empty text when all is well, else the reason, and may block. It is called once here,
    /// then each interval until destruction.
    Readiness(std::function<std::string()> look, std::chrono::milliseconds interval);

    /// What look() returned last.
    std::string reason() const;

  private:
    void update();

    const std::function<std::string()> look_;
    mutable std::mutex mutex_;
    std::string reason_;
    PeriodicTask task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::api
