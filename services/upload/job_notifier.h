#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace trainingzip::upload {

/// Wakes the workers of this server when there may be a job for them, so that they need not poll the database
/// often. No notification is lost: a worker remembers the count from before it polled.
class JobNotifier {
  public:
    /// How many notifications there have been.
    std::uint64_t count() const {
        const std::scoped_lock lock(mutex_);
        return count_;
    }
    void notify() {
        {
            const std::scoped_lock lock(mutex_);
            ++count_;
        }
        changed_.notify_all();
    }
    /// Until there have been more than `seen` notifications, the time is over, or stop is requested.
    void wait(const std::stop_token& stop, std::chrono::milliseconds time, std::uint64_t seen) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, time, [&] { return count_ != seen; });
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t count_ = 0;
};

}  // namespace trainingzip::upload
