#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace trainingzip::web {

/// Threads that run jobs, started when they are first needed, and a bounded queue before them.
class WorkerPool {
  public:
    /// `queue` is how many jobs may wait while all threads are busy.
    WorkerPool(std::size_t threads, std::size_t queue);
    /// Runs what is queued, then ends the threads.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// False when the queue is full or no thread can be had. The job must not throw.
    bool submit(std::function<void()> job);

  private:
    bool add_thread();
    void run();

    const std::size_t most_threads_;
    const std::size_t most_jobs_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    std::size_t running_ = 0;
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace trainingzip::web
