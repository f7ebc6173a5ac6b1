#include "upload/active_jobs.h"

namespace trainingzip::upload {

ActiveJobs::Entry::Entry(ActiveJobs& jobs, const Job& job, std::stop_source stop) : jobs_(jobs), id_(job.id) {
    const std::scoped_lock lock(jobs_.mutex_);
    jobs_.active_.insert_or_assign(id_, Active{job, std::move(stop)});
}

ActiveJobs::Entry::~Entry() {
    const std::scoped_lock lock(jobs_.mutex_);
    jobs_.active_.erase(id_);
}

std::vector<Job> ActiveJobs::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<Job> jobs;
    for (const auto& [id, active] : active_) jobs.push_back(active.job);
    return jobs;
}

void ActiveJobs::stop(std::int64_t job_id) {
    // What is to be called at a stop may want the lock.
    auto stop = [&] {
        const std::scoped_lock lock(mutex_);
        const auto found = active_.find(job_id);
        return found == active_.end() ? std::stop_source(std::nostopstate) : found->second.stop;
    }();
    stop.request_stop();
}

}  // namespace trainingzip::upload
