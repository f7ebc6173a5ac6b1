#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

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
    void watch(const std::stop_token& stop, std::chrono::milliseconds interval);

    const std::function<std::string()> check_;
    mutable std::mutex mutex_;
    std::string reason_;
    std::jthread thread_;
};

}  // namespace trainingzip::api
