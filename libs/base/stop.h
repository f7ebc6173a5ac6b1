#pragma once

#include <stop_token>
#include <thread>

namespace trainingzip {

/// Turns SIGTERM and SIGINT into a stop request on a dedicated thread, so that no code runs in a signal
/// handler. Create exactly one at the start of main, before any other thread: the signals are blocked in this
/// thread and in all threads that it starts. SIGPIPE is ignored.
class StopOnSignal {
  public:
    StopOnSignal();
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    std::stop_token token() const { return source_.get_token(); }

    /// Returns when a signal has come or request() was called.
    void wait() const;
    void request() { source_.request_stop(); }

  private:
    std::stop_source source_;
    std::jthread waiter_;
};

}  // namespace trainingzip
