#include "jobs/server_availability.h"

#include <condition_variable>

namespace trainingzip::jobs {

using Clock = std::chrono::steady_clock;

void ServerAvailability::set(State state) {
    const std::scoped_lock lock(mutex_);
    if (state_ == State::available || state_ == State::without_models) unavailable_since_ = Clock::now();
    state_ = state;
}

ServerAvailability::State ServerAvailability::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

std::chrono::milliseconds ServerAvailability::unavailable_for() const {
    const std::scoped_lock lock(mutex_);
    if (state_ == State::available || state_ == State::without_models) return {};
    return std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - unavailable_since_);
}

bool ServerAvailability::wait(const std::stop_token& stop, std::chrono::milliseconds time) {
    const auto deadline = Clock::now() + time;
    std::mutex mutex;
    std::condition_variable_any stopped;
    const auto is_worth_polling = [](State state) {
        return state == State::unreachable || state == State::without_models;
    };
    for (State now = state(); is_worth_polling(now) && Clock::now() < deadline && !stop.stop_requested();
         now = state()) {
        if (is_server_ready(stop)) {
            mark_available();
            return true;
        }
        const std::chrono::milliseconds poll_interval(now == State::unreachable ? 100 : 1000);
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, poll_interval, [] { return false; });
    }
    return state() != State::without_models;
}

bool ServerAvailability::is_server_ready(const std::stop_token& stop) const {
    web::Client::Call call;
    call.url = url_ + "/readyz";
    call.connect_timeout = std::chrono::seconds(1);
    call.total_timeout = std::chrono::seconds(2);
    try {
        return client_.call(call, stop).status == 200;
    } catch (const web::ClientError&) {
        return false;
    }
}

}  // namespace trainingzip::jobs
