#pragma once

#include <chrono>
#include <stop_token>
#include <thread>

#include "api/incidents/incident_store.h"
#include "base/clock.h"
#include "base/log.h"
#include "incident/job_watch.h"

namespace trainingzip::api {

/// Removes old settled reports, at start and then every hour, in a thread of its own.
class IncidentRetention {
  public:
    /// `kept`: how long a report stays after it was settled. The store must outlive the object.
    IncidentRetention(std::chrono::milliseconds kept, IncidentStore& store, incident::JobWatch watch,
                      Logger logger);

  private:
    void work(const std::stop_token& stop);

    const std::chrono::milliseconds kept_;
    IncidentStore& store_;
    const incident::JobWatch watch_;
    const Logger logger_;
    const SystemClock clock_;
    std::jthread thread_;
};

}  // namespace trainingzip::api
