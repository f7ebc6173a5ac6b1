#include "database/query_watchdog.h"

#include <algorithm>
#include <utility>

namespace trainingzip::database {
namespace {

constexpr std::chrono::milliseconds longest_interval(500);
constexpr int checks_per_timeout = 4;

PeriodicTask::Settings task_settings(std::chrono::milliseconds timeout) {
    const auto interval =
        std::clamp(timeout / checks_per_timeout, std::chrono::milliseconds(1), longest_interval);
    return {
        .name = "query watchdog", .interval = interval, .first_run = PeriodicTask::FirstRun::after_interval};
}

}  // namespace

QueryWatchdog::QueryWatchdog(std::size_t slots, std::chrono::milliseconds timeout)
    : timeout_(timeout),
      queries_(slots),
      task_(task_settings(timeout), [this](PeriodicTask::Run&) { cancel_overdue(); }) {}

void QueryWatchdog::begin(std::size_t slot, std::function<void()> cancel) {
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    const std::scoped_lock lock(mutex_);
    queries_.at(slot) = {deadline, std::move(cancel)};
}

void QueryWatchdog::end(std::size_t slot) {
    const std::scoped_lock lock(mutex_);
    queries_.at(slot).cancel = nullptr;
}

void QueryWatchdog::cancel_overdue() {
    const auto now = std::chrono::steady_clock::now();
    const std::scoped_lock lock(mutex_);
    for (const Query& query : queries_) {
        if (query.cancel && now >= query.deadline) query.cancel();
    }
}

}  // namespace trainingzip::database
