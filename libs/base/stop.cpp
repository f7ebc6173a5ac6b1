#include "base/stop.h"

#include <condition_variable>
#include <csignal>
#include <ctime>
#include <mutex>

namespace trainingzip {

namespace {

sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

StopOnSignal::StopOnSignal() {
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiter_ = std::jthread([this, signals](const std::stop_token& leaving) {
        while (!leaving.stop_requested()) {
            const timespec quarter_second{0, 250'000'000};
            if (sigtimedwait(&signals, nullptr, &quarter_second) > 0) source_.request_stop();
        }
    });
}

StopOnSignal::~StopOnSignal() = default;

void StopOnSignal::wait() const {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait(lock, source_.get_token(), [] { return false; });
}

}  // namespace trainingzip
