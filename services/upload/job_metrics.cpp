#include "upload/job_metrics.h"

#include <string>
#include <utility>

namespace trainingzip::upload {

namespace {

constexpr std::pair<JobMetrics::Result, const char*> result_names[] = {
    {JobMetrics::Result::done, "done"},
    {JobMetrics::Result::failed, "failed"},
    {JobMetrics::Result::postponed, "postponed"},
    {JobMetrics::Result::dropped, "dropped"},
    {JobMetrics::Result::handed_back, "handed_back"},
};

// Those of outcome_of(). All exist from the start, so that the first failure shows as a change.
constexpr ErrorCode failure_codes[] = {
    ErrorCode::video_unreadable, ErrorCode::video_without_picture,    ErrorCode::video_too_large,
    ErrorCode::video_too_long,   ErrorCode::video_format_unsupported, ErrorCode::no_person_found,
    ErrorCode::storage_full,     ErrorCode::file_not_found,           ErrorCode::processing_failed,
    ErrorCode::video_too_short,
};

}  // namespace

JobMetrics::JobMetrics(const metrics::Metrics& metrics) {
    for (const JobKind kind : jobs::all_job_kinds) kinds_.emplace(kind, of_kind(metrics, kind));
}

JobMetrics::OfKind JobMetrics::of_kind(const metrics::Metrics& metrics, JobKind job_kind) {
    const std::string kind(jobs::name_of(job_kind));
    OfKind result;
    result.waiting = metrics.gauge("trainingzip_jobs_waiting", "Jobs in the queue of all upload servers.",
                                   {{"kind", kind}});
    result.running =
        metrics.gauge("trainingzip_jobs_running", "Jobs in work in all upload servers.", {{"kind", kind}});
    result.suspects = metrics.gauge(
        "trainingzip_jobs_suspect",
        "Jobs of both that run after all others, since a server died in their work.", {{"kind", kind}});
    result.deaths =
        metrics.counter("trainingzip_job_deaths_total",
                        "Attempts in which what worked on the job died or fell silent.", {{"kind", kind}});
    result.seconds =
        metrics.histogram("trainingzip_job_duration_seconds", "Attempts that got the job done.",
                          {1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400}, {{"kind", kind}});
    for (const auto& [end, name] : result_names) {
        result.ends[end] = metrics.counter("trainingzip_job_attempts_total", "Attempts that have ended.",
                                           {{"kind", kind}, {"result", name}});
    }
    for (const ErrorCode code : failure_codes) {
        const std::string digits(describe(code).digits);
        result.failures[code] = metrics.counter("trainingzip_jobs_failed_total",
                                                "Jobs that failed for good, by what the owner is told.",
                                                {{"kind", kind}, {"error", digits}});
    }
    return result;
}

void JobMetrics::ended(const Job& job, Result result, std::chrono::steady_clock::duration time) const {
    const OfKind& kind = kinds_.at(job.kind);
    kind.ends.at(result).add();
    if (result == Result::done) kind.seconds.observe(std::chrono::duration<double>(time).count());
}

void JobMetrics::failed(const Job& job, ErrorCode code) const {
    kinds_.at(job.kind).failures.at(code).add();
}

void JobMetrics::died(const Job& job) const {
    kinds_.at(job.kind).deaths.add();
}

void JobMetrics::show_queue(const std::vector<QueuedJobs>& queue) const {
    std::map<JobKind, QueuedJobs> found;
    for (const QueuedJobs& jobs : queue) found[jobs.kind] = jobs;
    for (const auto& [kind, gauges] : kinds_) {
        gauges.waiting.set(static_cast<double>(found[kind].waiting));
        gauges.running.set(static_cast<double>(found[kind].running));
        gauges.suspects.set(static_cast<double>(found[kind].suspects));
    }
}

}  // namespace trainingzip::upload
