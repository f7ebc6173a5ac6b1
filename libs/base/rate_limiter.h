#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

namespace trainingzip {

/// Holds several threads together to one rate (leaky bucket as a queue: who comes later waits for those
/// before). Safe to use from several threads.
class RateLimiter {
  public:
    using Clock = std::chrono::steady_clock;

    /// Units a second; 0 is no limit.
    explicit RateLimiter(std::uint64_t units_per_second) : units_per_second_(units_per_second) {}

    /// Sleeps until so many units may be had.
    void wait(std::uint64_t units);

    /// Takes so many units and returns when they may be had: at once, as long as no earlier ones are owed.
    Clock::time_point reserve(std::uint64_t units, Clock::time_point now);

  private:
    const std::uint64_t units_per_second_;
    std::mutex mutex_;
    Clock::time_point free_;  ///< When all that was taken has been paid for; guarded by mutex_.
};

}  // namespace trainingzip
