#include "api/readiness.h"

#include <utility>

namespace trainingzip::api {

Readiness::Readiness(std::function<std::string()> look, std::chrono::milliseconds interval)
    : look_(std::move(look)),
      reason_(look_()),
      task_({.name = "readiness", .interval = interval, .first_run = PeriodicTask::FirstRun::after_interval},
            [this](PeriodicTask::Run&) { update(); }) {}

std::string Readiness::reason() const {
    const std::lock_guard lock(mutex_);
    return reason_;
}

void Readiness::update() {
    std::string reason = look_();
    const std::lock_guard lock(mutex_);
    reason_ = std::move(reason);
}

}  // namespace trainingzip::api
