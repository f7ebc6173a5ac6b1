#include "incident/watched_task.h"

#include "incident/redaction.h"

namespace trainingzip::incident {

PeriodicTask::Settings watched_task(const std::string& name, std::chrono::milliseconds interval,
                                    const JobWatch& watch, const Logger& logger) {
    const WatchedJob job{name, {}, {}};
    PeriodicTask::Settings settings{.name = name, .interval = interval};
    settings.hooks.around_run = [watch, job] { return watch.enter(job); };
    settings.hooks.on_error = [watch, job, logger](std::string_view what) {
        watch.fault_unless_expected(job);
        logger.warning("task_failed", {{"task", job.name}, {"reason", redact_text(what)}});
    };
    settings.hooks.on_overdue = [logger, name] { logger.error("task_overdue", {{"task", name}}); };
    return settings;
}

}  // namespace trainingzip::incident
