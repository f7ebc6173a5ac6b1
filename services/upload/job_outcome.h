#pragma once

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>

#include "base/error.h"
#include "upload/job_queue.h"
#include "upload/upload_settings.h"

namespace trainingzip::upload {

/// The server or the process that worked on the job died or fell silent.
class WorkerDied : public std::runtime_error {
  public:
    /// `alone`: no other job can have caused it.
    WorkerDied(const std::string& how, bool alone) : std::runtime_error(how), alone_(alone) {}
    bool was_alone() const { return alone_; }

  private:
    bool alone_;
};

/// What happens to a job whose attempt did not succeed.
struct JobOutcome {
    bool died = false;                              ///< What worked on it did.
    bool failed = false;                            ///< For good; otherwise it is tried again.
    ErrorCode code = ErrorCode::processing_failed;  ///< What the owner is told, when it failed.
    std::string reason;                             ///< For the log.
    std::chrono::milliseconds delay{0};             ///< Before the next attempt.
    Charge charge = Charge::attempt;                ///< What this attempt costs.
    std::chrono::milliseconds pause{0};             ///< Before this worker takes another job of the kind.
};

/// Decides by the exception that ended an attempt. A fault in the video fails at once. A server that cannot
/// be reached (jobs::ServerUnreachable) costs no attempt until the patience is exhausted, a busy one
/// (jobs::ServerBusy) never. A death first makes the job a suspect; deaths of a suspect that ran alone count
/// as attempts. Everything else is retried with growing delays until the attempts are used up.
JobOutcome outcome_of(const std::exception_ptr& error, const Job& job, const JobSettings& settings);

}  // namespace trainingzip::upload
