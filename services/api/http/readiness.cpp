#include "api/http/readiness.h"

#include <condition_variable>
#include <utility>

namespace trainingzip::api {

Readiness::Readiness(std::function<std::string()> check, std::chrono::milliseconds interval)
    : check_(std::move(check)),
      reason_(check_()),
      thread_([this, interval](const std::stop_token& stop) { watch(stop, interval); }) {}

std::string Readiness::reason() const {
    const std::lock_guard lock(mutex_);
    return reason_;
}

void Readiness::watch(const std::stop_token& stop, std::chrono::milliseconds interval) {
    std::condition_variable_any alarm;
    std::mutex mutex;
    std::unique_lock sleep(mutex);
    while (!alarm.wait_for(sleep, stop, interval, [&] { return stop.stop_requested(); })) {
        std::string reason = check_();
        const std::lock_guard lock(mutex_);
        reason_ = std::move(reason);
    }
}

}  // namespace trainingzip::api
