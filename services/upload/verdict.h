#pragma once

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>

#include "base/clock.h"
#include "base/error.h"
#include "upload/job_queue.h"
#include "upload/upload_settings.h"

namespace trainingzip::upload {

/// The other server is busy or away: the job is as good as before.
class NotReached : public std::runtime_error {
  public:
    NotReached(const std::string& why, std::chrono::milliseconds delay)
        : std::runtime_error(why), delay_(delay) {}
    std::chrono::milliseconds delay() const { return delay_; }

  private:
    std::chrono::milliseconds delay_;
};

/// The other server answered that all its places are taken.
class Busy : public NotReached {
  public:
    using NotReached::NotReached;
};

/// What becomes of a job that did not get done.
struct Verdict {
    bool failed = false;                            ///< For good; else it is tried again.
    ErrorCode code = ErrorCode::processing_failed;  ///< What the owner is told, when it failed.
    std::string detail;                             ///< For the log.
    std::chrono::milliseconds delay{0};             ///< Before the next attempt.
    bool counted = true;                            ///< Whether this attempt counts.
};

/// Judges the exception that ended an attempt. What lies in the video fails at once. A server that cannot be
/// reached costs no attempt until the patience is at an end, a busy one never. All else is tried again,
/// later each time, until the attempts are used up.
Verdict judge(const std::exception_ptr& reason, const Job& job, UtcTime now, const JobSettings& settings);

}  // namespace trainingzip::upload
