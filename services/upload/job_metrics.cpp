#include "upload/job_metrics.h"

#include <utility>

namespace trainingzip::upload {

namespace {

constexpr std::pair<JobMetrics::Result, const char*> result_words[] = {
    {JobMetrics::Result::done, "done"},
    {JobMetrics::Result::failed, "failed"},
    {JobMetrics::Result::postponed, "postponed"},
    {JobMetrics::Result::dropped, "dropped"},
    {JobMetrics::Result::handed_back, "handed_back"},
};

}  // namespace

JobMetrics::JobMetrics(const metrics::Metrics& metrics)
    : metrics_(metrics),
      kinds_{{"normalise", of_kind("normalise")}, {"pose", of_kind("pose")}, {"shape", of_kind("shape")}} {}

JobMetrics::OfKind JobMetrics::of_kind(const std::string& kind) const {
    OfKind result;
    result.waiting = metrics_.gauge("trainingzip_jobs_waiting", "Jobs in the queue of all upload servers.",
                                    {{"kind", kind}});
    result.running =
        metrics_.gauge("trainingzip_jobs_running", "Jobs in work in all upload servers.", {{"kind", kind}});
    result.seconds =
        metrics_.histogram("trainingzip_job_duration_seconds", "Attempts that got the job done.",
                           {1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400}, {{"kind", kind}});
    for (const auto& [end, word] : result_words) {
        result.ends[end] = metrics_.counter("trainingzip_job_attempts_total", "Attempts that have ended.",
                                            {{"kind", kind}, {"result", word}});
    }
    return result;
}

void JobMetrics::ended(const Job& job, Result result, std::chrono::steady_clock::duration time) const {
    const OfKind& kind = kinds_.at(job.kind);
    kind.ends.at(result).add();
    if (result == Result::done) kind.seconds.observe(std::chrono::duration<double>(time).count());
}

void JobMetrics::failed(const Job& job, ErrorCode code) const {
    metrics_
        .counter("trainingzip_jobs_failed_total", "Jobs that failed for good, by what the owner is told.",
                 {{"kind", job.kind}, {"error", std::string(describe(code).digits)}})
        .add();
}

void JobMetrics::show_queue(const std::vector<QueuedJobs>& queue) const {
    std::map<std::string_view, QueuedJobs> found;
    for (const QueuedJobs& jobs : queue) found[jobs.kind] = jobs;
    for (const auto& [name, kind] : kinds_) {
        kind.waiting.set(static_cast<double>(found[name].waiting));
        kind.running.set(static_cast<double>(found[name].running));
    }
}

}  // namespace trainingzip::upload
