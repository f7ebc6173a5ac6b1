#include "api/http/readiness.h"

#include <utility>

namespace trainingzip::api {

Readiness::Readiness(std::function<std::string()> check, std::chrono::milliseconds interval)
    : check_(std::move(check)),
      reason_(check_()),
      task_({.name = "readiness", .interval = interval, .first_run = PeriodicTask::FirstRun::after_interval},
            [this](PeriodicTask::Run&) { update(); }) {}

std::string Readiness::reason() const {
    const std::lock_guard lock(mutex_);
    return reason_;
}

void Readiness::update() {
    std::string reason = check_();
    const std::lock_guard lock(mutex_);
    reason_ = std::move(reason);
}

}  // namespace trainingzip::api
