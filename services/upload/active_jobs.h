#pragma once

#include <map>
#include <mutex>
#include <stop_token>
#include <vector>

#include "upload/job_queue.h"

namespace trainingzip::upload {

/// The jobs that this server is working on, so that their leases can be renewed and a job whose lease is lost
/// can be stopped. Safe to use from several threads.
class ActiveJobs {
  public:
    /// Keeps a job registered as active during its own lifetime.
    class Entry {
      public:
        Entry(ActiveJobs& jobs, const Job& job, std::stop_source stop);
        ~Entry();
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

      private:
        ActiveJobs& jobs_;
        const std::int64_t id_;
    };

    std::vector<Job> all() const;
    void stop(std::int64_t job_id);

  private:
    struct Active {
        Job job;
        std::stop_source stop;
    };
    mutable std::mutex mutex_;
    std::map<std::int64_t, Active> active_;
};

}  // namespace trainingzip::upload
