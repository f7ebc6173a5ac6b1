#include "jobs/job_endpoint_metrics.h"

#include <string>

namespace trainingzip::jobs {

namespace {

metrics::Counter ended(const metrics::Metrics& metrics, const std::string& stage, const char* result) {
    return metrics.counter("trainingzip_orders_total", "Orders that have ended.",
                           {{"stage", stage}, {"result", result}});
}

}  // namespace

JobEndpointMetrics::JobEndpointMetrics(const metrics::Metrics& metrics, JobKind kind) {
    const std::string stage(name_of(kind));
    running = metrics.gauge("trainingzip_orders_running", "Orders in work.", {{"stage", stage}});
    frames = metrics.counter("trainingzip_frames_total", "Frames worked on.", {{"stage", stage}});
    seconds = metrics.counter("trainingzip_frame_seconds_total", "Time that the frames took, order by order.",
                              {{"stage", stage}});
    done = ended(metrics, stage, "done");
    failed = ended(metrics, stage, "failed");
    broken_off = ended(metrics, stage, "broken_off");
}

}  // namespace trainingzip::jobs
