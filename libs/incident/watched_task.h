#pragma once

#include <chrono>
#include <string>

#include "base/log.h"
#include "base/periodic_task.h"
#include "incident/job_watch.h"

namespace trainingzip::incident {

/// Settings of a PeriodicTask whose faults are incidents of the job `name`. What a run threw is logged as
/// task_failed; a Failure, which is expected (the database is away), is not reported beyond that.
PeriodicTask::Settings watched_task(const std::string& name, std::chrono::milliseconds interval,
                                    const JobWatch& watch, const Logger& logger);

}  // namespace trainingzip::incident
