#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/error.h"

namespace trainingzip::incident {

/// Work outside of requests, as reports name it.
struct WatchedJob {
    std::string name;        ///< "pose job", "housekeeping", ...
    std::string what;        ///< What it works on; may be empty.
    std::string request_id;  ///< Of the request that led to it; empty when there was none.
};

/// How work outside of requests reports its faults. Empty in tests: reports nothing.
struct JobWatch {
    /// Reports the exception that is being handled. Neither blocks nor throws.
    std::function<void(const WatchedJob& job)> on_fault;
    /// Called on the thread that does the work; keep what it returns there until the work is done.
    std::function<std::shared_ptr<void>(const WatchedJob& job)> around_job;

    void fault(const WatchedJob& job) const {
        if (on_fault) on_fault(job);
    }
    /// The same, unless the exception is a Failure: that is expected and has been handled where it was
    /// thrown.
    void fault_unless_expected(const WatchedJob& job) const {
        try {
            throw;
        } catch (const Failure&) {
            return;
        } catch (...) {
            fault(job);
        }
    }
    std::shared_ptr<void> enter(const WatchedJob& job) const {
        return around_job ? around_job(job) : nullptr;
    }
};

}  // namespace trainingzip::incident
