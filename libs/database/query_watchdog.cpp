#include "data/work_watch.h"

#include <algorithm>
#include <utility>

namespace trainingzip::data {
namespace {

constexpr std::chrono::milliseconds longest_interval(500);
constexpr int looks_within_timeout = 4;

}  // namespace

WorkWatch::WorkWatch(std::size_t places, std::chrono::milliseconds timeout)
    : timeout_(timeout), works_(places), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

void WorkWatch::begin(std::size_t place, std::function<void()> cut) {
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    const std::scoped_lock lock(mutex_);
    works_.at(place) = {deadline, std::move(cut)};
}

void WorkWatch::end(std::size_t place) {
    const std::scoped_lock lock(mutex_);
    works_.at(place).cut = nullptr;
}

void WorkWatch::watch(const std::stop_token& stop) {
    const auto interval =
        std::clamp(timeout_ / looks_within_timeout, std::chrono::milliseconds(1), longest_interval);
    std::unique_lock lock(mutex_);
    while (!alarm_.wait_for(lock, stop, interval, [&] { return stop.stop_requested(); })) {
        const auto now = std::chrono::steady_clock::now();
        for (const Work& work : works_) {
            if (work.cut && now >= work.deadline) work.cut();
        }
    }
}

}  // namespace trainingzip::data
