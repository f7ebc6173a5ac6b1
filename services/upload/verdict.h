#pragma once

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>

#include "base/error.h"
#include "upload/job_queue.h"
#include "upload/upload_settings.h"

namespace trainingzip::upload {

/// The other server is busy or away: the job is as good as before.
class NotReached : public std::runtime_error {
  public:
    /// `delay`: before it is tried again; 0: as soon as the server is back. `away_for`: how long it has been
    /// so.
    NotReached(const std::string& why, std::chrono::milliseconds delay, std::chrono::milliseconds away_for)
        : std::runtime_error(why), delay_(delay), away_for_(away_for) {}
    std::chrono::milliseconds delay() const { return delay_; }
    std::chrono::milliseconds away_for() const { return away_for_; }

  private:
    std::chrono::milliseconds delay_;
    std::chrono::milliseconds away_for_;
};

/// The other server answered that all its places are taken.
class Busy : public std::runtime_error {
  public:
    Busy(const std::string& why, std::chrono::milliseconds pause) : std::runtime_error(why), pause_(pause) {}
    std::chrono::milliseconds pause() const { return pause_; }

  private:
    std::chrono::milliseconds pause_;
};

/// The server or the process that worked on the job died or fell silent.
class BrokenOff : public std::runtime_error {
  public:
    /// `alone`: no other job can have caused it.
    BrokenOff(const std::string& how, bool alone) : std::runtime_error(how), alone_(alone) {}
    bool was_alone() const { return alone_; }

  private:
    bool alone_;
};

/// What becomes of a job that did not get done.
struct Verdict {
    bool died = false;                              ///< What worked on it did.
    bool failed = false;                            ///< For good; else it is tried again.
    ErrorCode code = ErrorCode::processing_failed;  ///< What the owner is told, when it failed.
    std::string detail;                             ///< For the log.
    std::chrono::milliseconds delay{0};             ///< Before the next attempt.
    Charge charge = Charge::attempt;                ///< What this attempt costs.
    std::chrono::milliseconds pause{0};             ///< Before this worker takes another job of the kind.
};

/// Judges the exception that ended an attempt. What lies in the video fails at once. A server that cannot be
/// reached costs no attempt until the patience is at an end, a busy one never. A death makes a suspect first;
/// those of a suspect that was alone count, and end the job with the last attempt but the one that was not
/// counted. All else is tried again, later each time, until the attempts are used up.
Verdict judge(const std::exception_ptr& reason, const Job& job, const JobSettings& settings);

}  // namespace trainingzip::upload
