#include "base/rate_limiter.h"

#include <algorithm>
#include <thread>

namespace trainingzip {

void RateLimiter::wait(std::uint64_t units) {
    std::this_thread::sleep_until(reserve(units, Clock::now()));
}

RateLimiter::Clock::time_point RateLimiter::reserve(std::uint64_t units, Clock::time_point now) {
    if (units_per_second_ == 0) return now;
    const std::chrono::duration<double> cost(static_cast<double>(units) /
                                             static_cast<double>(units_per_second_));
    const std::lock_guard lock(mutex_);
    const Clock::time_point begin = std::max(free_, now);
    free_ = begin + std::chrono::duration_cast<Clock::duration>(cost);
    return begin;
}

}  // namespace trainingzip
