#include "base/periodic_task.h"

#include <exception>
#include <utility>

namespace trainingzip {

PeriodicTask::PeriodicTask(Settings settings, Work work)
    : settings_(std::move(settings)),
      work_(std::move(work)),
      thread_([this](const std::stop_token& stop) { loop(stop); }) {}

PeriodicTask::~PeriodicTask() {
    if (!stop(settings_.stop_deadline) && settings_.hooks.on_overdue) settings_.hooks.on_overdue();
}

bool PeriodicTask::stop(std::chrono::milliseconds deadline) {
    thread_.request_stop();
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, deadline, [this] { return ended_; });
}

bool PeriodicTask::has_ended() const {
    const std::scoped_lock lock(mutex_);
    return ended_;
}

void PeriodicTask::loop(const std::stop_token& stop) {
    std::optional<std::chrono::milliseconds> delay = settings_.interval;
    if (settings_.first_run == FirstRun::at_once) delay = std::chrono::milliseconds(0);
    while (delay) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, stop, *delay, [] { return false; });
        }
        if (stop.stop_requested()) break;
        delay = run_once(stop);
    }
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    changed_.notify_all();
}

std::optional<std::chrono::milliseconds> PeriodicTask::run_once(const std::stop_token& stop) {
    Run run(stop);
    const auto do_work = [&] {
        const auto held = settings_.hooks.around_run ? settings_.hooks.around_run() : nullptr;
        work_(run);
    };
    if (!settings_.hooks.on_error) {
        do_work();
    } else {
        try {
            do_work();
        } catch (const std::exception& error) {
            settings_.hooks.on_error(error.what());
        } catch (...) {
            settings_.hooks.on_error("not a std::exception");
        }
    }
    if (run.finished_) return std::nullopt;
    return run.next_.value_or(settings_.interval);
}

}  // namespace trainingzip
