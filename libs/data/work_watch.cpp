#include "data/work_watch.h"

#include <algorithm>
#include <utility>

namespace trainingzip::data {
namespace {

constexpr std::chrono::milliseconds longest_interval(500);
constexpr int checks_within_timeout = 4;

PeriodicTask::Settings task_settings(std::chrono::milliseconds timeout) {
    const auto interval =
        std::clamp(timeout / checks_within_timeout, std::chrono::milliseconds(1), longest_interval);
    return {
        .name = "database watch", .interval = interval, .first_run = PeriodicTask::FirstRun::after_interval};
}

}  // namespace

WorkWatch::WorkWatch(std::size_t places, std::chrono::milliseconds timeout)
    : timeout_(timeout),
      works_(places),
      task_(task_settings(timeout), [this](PeriodicTask::Run&) { cut_overdue(); }) {}

void WorkWatch::begin(std::size_t place, std::function<void()> cut) {
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    const std::scoped_lock lock(mutex_);
    works_.at(place) = {deadline, std::move(cut)};
}

void WorkWatch::end(std::size_t place) {
    const std::scoped_lock lock(mutex_);
    works_.at(place).cut = nullptr;
}

void WorkWatch::cut_overdue() {
    const auto now = std::chrono::steady_clock::now();
    const std::scoped_lock lock(mutex_);
    for (const Work& work : works_) {
        if (work.cut && now >= work.deadline) work.cut();
    }
}

}  // namespace trainingzip::data
