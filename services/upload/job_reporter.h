#pragma once

#include <chrono>

#include "upload/job_queue.h"

namespace trainingzip::upload {

/// Writes the progress of a job to the database, at most once a second.
class JobReporter {
  public:
    JobReporter(JobQueue& jobs, const Job& job) : jobs_(jobs), job_(job) {}

    /// frames_per_second 0: computed from the time since the start.
    void report(std::int64_t done, std::int64_t total, double frames_per_second = 0);

  private:
    using Clock = std::chrono::steady_clock;

    JobQueue& jobs_;
    const Job& job_;
    const Clock::time_point start_ = Clock::now();
    Clock::time_point last_{};
};

}  // namespace trainingzip::upload
