#pragma once

#include "web/request_metrics.h"
#include "web/router_table.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace trainingzip::web {

/// State shared by all connections of a server. Outlives them.
struct ServerContext {
    ServerContext(const ServerLimits& bounds, Router routes, Logger log, ServerHooks around)
        : limits(bounds),
          router(std::move(routes)),
          logger(std::move(log)),
          hooks(std::move(around)),
          requests(hooks.metrics),
          workers(limits.worker_threads, limits.worker_queue, hooks.around_thread,
                  PoolMetrics(hooks.metrics, "handlers", limits.worker_threads)),
          body_workers(limits.body_threads, limits.body_queue, hooks.around_thread,
                       PoolMetrics(hooks.metrics, "uploads", limits.body_threads)),
          writer_workers(limits.writer_threads, 0, hooks.around_thread,
                         PoolMetrics(hooks.metrics, "long_answers", limits.writer_threads)) {}

    const ServerLimits limits;
    const Router router;
    const Logger logger;
    const ServerHooks hooks;
    RequestMetrics requests;
    WorkerPool workers;
    WorkerPool body_workers;
    WorkerPool writer_workers;
};

}  // namespace trainingzip::web
