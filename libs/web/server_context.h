#pragma once

#include "web/router_table.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace trainingzip::web {

/// What all connections of a server share. Outlives them.
struct ServerContext {
    ServerContext(const ServerLimits& bounds, Router routes, Logger log, FaultObserver observer)
        : limits(bounds),
          router(std::move(routes)),
          logger(std::move(log)),
          on_fault(std::move(observer)),
          workers(limits.worker_threads, limits.worker_queue),
          body_workers(limits.body_threads, 0),
          writer_workers(limits.writer_threads, 0) {}

    const ServerLimits limits;
    const Router router;
    const Logger logger;
    const FaultObserver on_fault;  ///< May be empty.
    WorkerPool workers;
    WorkerPool body_workers;
    WorkerPool writer_workers;
};

}  // namespace trainingzip::web
