#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace trainingzip {

/// A blocking FIFO queue between threads that holds at most `capacity` values: a fast producer waits for a
/// slow consumer. Either side may close the queue, which wakes all waiting threads.
template <typename Value>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

    /// Waits while the queue is full. false, with the value dropped, once it is closed.
    bool push(Value value) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return closed_ || values_.size() < capacity_; });
        if (closed_) return false;
        values_.push_back(std::move(value));
        changed_.notify_all();
        return true;
    }

    /// Waits while the queue is empty. nullopt once it is closed and drained.
    std::optional<Value> pop() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return closed_ || !values_.empty(); });
        if (values_.empty()) return std::nullopt;
        Value value = std::move(values_.front());
        values_.pop_front();
        changed_.notify_all();
        return value;
    }

    /// No more values are accepted; those already queued can still be taken.
    void close() {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }

  private:
    const std::size_t capacity_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Value> values_;
    bool closed_ = false;
};

}  // namespace trainingzip
