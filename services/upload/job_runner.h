#pragma once

#include <memory>
#include <thread>
#include <vector>

#include "base/periodic_task.h"
#include "incident/job_watch.h"
#include "upload/active_jobs.h"
#include "upload/upload_context.h"

namespace trainingzip::upload {

/// The threads that work off the queue, and the periodic housekeeping: it renews leases, keeps uploads in
/// progress alive, publishes what is finished and removes what is dead, superseded or deleted.
class JobRunner {
  public:
    /// Recovers the jobs that this server held when it died, then starts.
    JobRunner(UploadContext& context, incident::JobWatch watch);
    /// Hands back the jobs in work and waits for the threads.
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

  private:
    void work(JobKind kind);
    void work_once(JobKind kind);
    /// Returns how long the worker should rest before it takes another job.
    std::chrono::milliseconds run(const Job& job);
    struct Attempt {
        JobMetrics::Result result;
        std::chrono::milliseconds rest{0};
    };
    Attempt attempt(const Job& job);
    /// Whether the server for this kind reported so a moment ago.
    bool waits_for_models(JobKind kind) const;
    /// In a catch block: reports what nobody expected.
    void report_fault(const incident::WatchedJob& job);
    /// Whether its upload has been deleted.
    bool is_deleted(const Job& job);
    void drop(const Job& job);
    Attempt settle(const Job& job, const std::exception_ptr& error);
    /// Settles jobs whose upload server died.
    void settle_orphans(const std::vector<Job>& orphans);
    void run_housekeeping();
    void do_housekeeping();
    void renew_leases();

    UploadContext& context_;
    const incident::JobWatch watch_;
    std::stop_source stop_source_;
    const std::stop_token stop_ = stop_source_.get_token();
    ActiveJobs active_;
    UtcTime superseded_since_{};  ///< Only housekeeping uses it; all uploads at first.
    std::vector<std::jthread> workers_;
    std::unique_ptr<PeriodicTask> housekeeping_;
};

}  // namespace trainingzip::upload
