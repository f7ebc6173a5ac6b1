#pragma once

#include <chrono>
#include <map>
#include <vector>

#include "base/error.h"
#include "metrics/metrics.h"
#include "upload/job_queue.h"

namespace trainingzip::upload {

/// What this server counts of its jobs. Safe to use from any thread.
class JobMetrics {
  public:
    explicit JobMetrics(const metrics::Metrics& metrics);

    /// How an attempt at a job ended.
    enum class Result { done, failed, postponed, dropped, handed_back };
    void ended(const Job& job, Result result, std::chrono::steady_clock::duration time) const;
    /// Why a job failed for good: one of the codes that outcome_of() gives.
    void failed(const Job& job, ErrorCode code) const;
    /// The server or the process that worked on it died.
    void died(const Job& job) const;

    /// What the table of jobs holds, of all servers that share it.
    void show_queue(const std::vector<QueuedJobs>& queue) const;

  private:
    struct OfKind {
        metrics::Gauge waiting;
        metrics::Gauge running;
        metrics::Gauge suspects;
        metrics::Counter deaths;
        metrics::Histogram seconds;  ///< Of attempts that were done.
        std::map<Result, metrics::Counter> ends;
        std::map<ErrorCode, metrics::Counter> failures;
    };
    static OfKind of_kind(const metrics::Metrics& metrics, JobKind job_kind);

    std::map<JobKind, OfKind> kinds_;
};

}  // namespace trainingzip::upload
