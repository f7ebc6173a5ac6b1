#include "database/query_watchdog.h"

#include <algorithm>
#include <utility>

namespace trainingzip::database {
namespace {

constexpr std::chrono::milliseconds longest_interval(500);
constexpr int checks_per_timeout = 4;

}  // namespace

QueryWatchdog::QueryWatchdog(std::size_t slots, std::chrono::milliseconds timeout)
    : timeout_(timeout), queries_(slots), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

void QueryWatchdog::begin(std::size_t slot, std::function<void()> cancel) {
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    const std::scoped_lock lock(mutex_);
    queries_.at(slot) = {deadline, std::move(cancel)};
}

void QueryWatchdog::end(std::size_t slot) {
    const std::scoped_lock lock(mutex_);
    queries_.at(slot).cancel = nullptr;
}

void QueryWatchdog::watch(const std::stop_token& stop) {
    const auto interval =
        std::clamp(timeout_ / checks_per_timeout, std::chrono::milliseconds(1), longest_interval);
    std::unique_lock lock(mutex_);
    while (!wake_up_.wait_for(lock, stop, interval, [&] { return stop.stop_requested(); })) {
        const auto now = std::chrono::steady_clock::now();
        for (const Query& query : queries_) {
            if (query.cancel && now >= query.deadline) query.cancel();
        }
    }
}

}  // namespace trainingzip::database
