#include "web/worker_pool.h"

#include <system_error>
#include <utility>

namespace trainingzip::web {

PoolMetrics::PoolMetrics(const metrics::Metrics& metrics, const std::string& pool, std::size_t threads)
    : waiting(metrics.gauge("trainingzip_worker_queue_length", "Requests waiting for a thread of the pool.",
                            {{"pool", pool}})),
      busy(metrics.gauge("trainingzip_workers_busy", "Threads of the pool at work.", {{"pool", pool}})) {
    metrics.gauge("trainingzip_workers", "Threads that the pool may have.", {{"pool", pool}})
        .set(static_cast<double>(threads));
}

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue, AroundThread around_thread,
                       PoolMetrics pool_metrics)
    : most_threads_(threads),
      most_jobs_(threads + queue),
      around_thread_(std::move(around_thread)),
      metrics_(std::move(pool_metrics)) {}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
}

bool WorkerPool::submit(std::function<void()> job) {
    const std::lock_guard lock(mutex_);
    if (ending_ || running_ + waiting_.size() >= most_jobs_) return false;
    if (running_ + waiting_.size() >= threads_.size() && threads_.size() < most_threads_ && !add_thread())
        return false;
    waiting_.push_back(std::move(job));
    tell();
    changed_.notify_one();
    return true;
}

void WorkerPool::tell() const {
    metrics_.waiting.set(static_cast<double>(waiting_.size()));
    metrics_.busy.set(static_cast<double>(running_));
}

bool WorkerPool::add_thread() {
    try {
        threads_.emplace_back([this] { run(); });
        return true;
    } catch (const std::system_error&) {
        // No more threads can be created; the existing ones do the work.
        return !threads_.empty();
    }
}

void WorkerPool::run() {
    const std::shared_ptr<void> held = around_thread_ ? around_thread_() : nullptr;
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        auto job = std::move(waiting_.front());
        waiting_.pop_front();
        ++running_;
        tell();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --running_;
        tell();
    }
}

}  // namespace trainingzip::web
