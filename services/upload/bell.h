#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace trainingzip::upload {

/// Wakes the workers of this server when there may be work, so that they need not look often.
class Bell {
  public:
    /// Ask before looking for work; a ring in between then ends wait() at once.
    std::uint64_t rings() const {
        const std::scoped_lock lock(mutex_);
        return rings_;
    }
    void ring() {
        {
            const std::scoped_lock lock(mutex_);
            ++rings_;
        }
        changed_.notify_all();
    }
    /// Until the bell has rung more than `heard` times, the time is over, or stop is requested.
    void wait(const std::stop_token& stop, std::chrono::milliseconds time, std::uint64_t heard) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, time, [&] { return rings_ != heard; });
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t rings_ = 0;
};

}  // namespace trainingzip::upload
