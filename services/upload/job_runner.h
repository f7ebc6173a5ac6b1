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
    void run(const Job& job);
    JobMetrics::Result attempt(const Job& job);
    /// In a catch block: reports what nobody expected.
    void tell_of_fault(const incident::WatchedJob& job);
    /// Whether its upload is gone, and the files with it or soon.
    bool is_removed(const Job& job);
    void drop(const Job& job);
    JobMetrics::Result settle(const Job& job, const std::exception_ptr& reason);
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
