#pragma once

#include <thread>
#include <vector>

#include "incident/job_watch.h"
#include "upload/active_jobs.h"
#include "upload/upload_context.h"

namespace trainingzip::upload {

/// The threads that work off the queue, and the one that keeps the house: it renews leases, shows signs of
/// life of uploads, publishes what is finished and clears away what is dead, replaced or removed.
class JobRunner {
  public:
    /// Takes back what this server held when it died, then works.
    JobRunner(UploadContext& context, incident::JobWatch watch);
    /// Hands back the jobs in work and waits for the threads.
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

  private:
    void work(const std::string& kind);
    void work_once(const std::string& kind);
    /// Returns how long the worker should rest before it takes another job.
    std::chrono::milliseconds run(const Job& job);
    struct Outcome {
        JobMetrics::Result result;
        std::chrono::milliseconds rest{0};
    };
    Outcome attempt(const Job& job);
    /// Of the server that takes orders of this kind; none for "normalise".
    ServerDoor* door_of(const std::string& kind);
    /// Whether that server said so a moment ago.
    bool waits_for_models(const std::string& kind) const;
    /// In a catch block: reports what nobody expected.
    void tell_of_fault(const incident::WatchedJob& job);
    /// Whether its upload is gone, and the files with it or soon.
    bool is_removed(const Job& job);
    void drop(const Job& job);
    Outcome settle(const Job& job, const std::exception_ptr& reason);
    /// Judges jobs in whose work an upload server died.
    void settle_orphans(const std::vector<Job>& orphans);
    void keep_house();
    void renew_leases();

    UploadContext& context_;
    const incident::JobWatch watch_;
    std::stop_source stop_source_;
    const std::stop_token stop_ = stop_source_.get_token();
    ActiveJobs active_;
    std::vector<std::jthread> threads_;
};

}  // namespace trainingzip::upload
