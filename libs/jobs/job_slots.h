#pragma once

#include <atomic>
#include <utility>

#include "base/error.h"

namespace trainingzip::jobs {

/// How many jobs a server works on at once.
class JobSlots {
  public:
    /// Held while a job runs.
    class Slot {
      public:
        explicit Slot(std::atomic<int>& free) : free_(&free) {}
        Slot(Slot&& other) noexcept : free_(std::exchange(other.free_, nullptr)) {}
        Slot& operator=(Slot&&) = delete;
        ~Slot() {
            if (free_ != nullptr) ++*free_;
        }

      private:
        std::atomic<int>* free_;
    };

    explicit JobSlots(int count) : free_(count) {}

    /// Throws Failure(unavailable) with Retry-After when all are taken.
    Slot take() {
        if (free_.fetch_sub(1) <= 0) {
            ++free_;
            throw Failure(ErrorCode::unavailable, "all job slots are taken").with_retry_after(2);
        }
        return Slot(free_);
    }

  private:
    std::atomic<int> free_;
};

}  // namespace trainingzip::jobs
