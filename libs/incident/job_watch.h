#pragma once

#include <functional>
#include <memory>
#include <string>

namespace trainingzip::incident {

/// How work that is no request tells of its faults. An empty one, in tests, tells nobody.
struct JobWatch {
    /// Reports the exception that is being handled. Neither blocks nor throws.
    std::function<void(const std::string& job)> on_fault;
    /// Called on the thread that does the work; keep what it returns there until the work is done.
    std::function<std::shared_ptr<void>(const std::string& job, const std::string& what)> around_job;

    void fault(const std::string& job) const {
        if (on_fault) on_fault(job);
    }
    std::shared_ptr<void> enter(const std::string& job, const std::string& what) const {
        return around_job ? around_job(job, what) : nullptr;
    }
};

}  // namespace trainingzip::incident
