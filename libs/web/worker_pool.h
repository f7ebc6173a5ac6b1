#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "metrics/metrics.h"

namespace trainingzip::web {

/// The metrics of a pool, labelled with its name.
struct PoolMetrics {
    PoolMetrics() = default;
    PoolMetrics(const metrics::Metrics& metrics, const std::string& pool, std::size_t threads);

    metrics::Gauge waiting;
    metrics::Gauge busy;
};

/// Threads that run jobs, started when they are first needed, and a bounded queue before them.
class WorkerPool {
  public:
    /// Called at the start of each thread, which keeps the result until it ends. Must not throw.
    using AroundThread = std::function<std::shared_ptr<void>()>;

    /// `queue` is how many jobs may wait while all threads are busy. around_thread may be empty.
    WorkerPool(std::size_t threads, std::size_t queue, AroundThread around_thread = {},
               PoolMetrics pool_metrics = {});
    /// Runs what is queued, then ends the threads.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False when the queue is full or no thread can be had. The job must not throw.
    bool submit(std::function<void()> job);

  private:
    void tell() const;
    bool add_thread();
    void run();

    const std::size_t most_threads_;
    const std::size_t most_jobs_;
    const AroundThread around_thread_;
    const PoolMetrics metrics_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    std::size_t running_ = 0;
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace trainingzip::web
