#include "api/http/readiness.h"

#include <condition_variable>
#include <utility>

namespace trainingzip::api {

Readiness::Readiness(std::function<std::string()> look, std::chrono::milliseconds interval)
    : look_(std::move(look)),
      reason_(look_()),
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
        std::string reason = look_();
        const std::lock_guard lock(mutex_);
        reason_ = std::move(reason);
    }
}

}  // namespace trainingzip::api
