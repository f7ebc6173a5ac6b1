#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

#include "api/http/browser_reader.h"
#include "api/operations/incidents/incident_store.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/periodic_task.h"
#include "incident/job_watch.h"
#include "metrics/metrics.h"

namespace trainingzip::api {

/// Sends waiting reports to Slack, at most one a second, as a PeriodicTask. What Slack does not accept is
/// retried: after the time that a 429 names, otherwise after growing pauses of up to ten minutes.
class SlackWorker {
  public:
    struct Settings {
        std::string webhook_url;  ///< Empty: does nothing.
    };

    /// The store and the reader must outlive the worker.
    SlackWorker(Settings settings, IncidentStore& store, BrowserReader& browsers,
                const incident::JobWatch& watch, Logger logger, const metrics::Metrics& metrics);

  private:
    void run(PeriodicTask::Run& run);
    /// How long to wait before the next.
    std::chrono::milliseconds send_one(const std::stop_token& stop);
    /// nullopt if Slack accepted it, otherwise how long to wait as told by Slack, 0 if it did not say.
    std::optional<std::chrono::seconds> post(const std::string& message, const std::stop_token& stop) const;

    const Settings settings_;
    IncidentStore& store_;
    BrowserReader& browsers_;
    const Logger logger_;
    const SystemClock clock_;
    const metrics::Gauge waiting_;
    const metrics::Counter sent_;
    const metrics::Counter not_taken_;
    std::optional<PeriodicTask> task_;  ///< Last: it ends before what it uses.
};

}  // namespace trainingzip::api
