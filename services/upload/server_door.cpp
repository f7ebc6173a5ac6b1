#include "upload/server_door.h"

#include <condition_variable>

namespace trainingzip::upload {

using Clock = std::chrono::steady_clock;

void ServerDoor::note(State state) {
    const std::scoped_lock lock(mutex_);
    if (state_ == State::open || state_ == State::without_models) shut_since_ = Clock::now();
    state_ = state;
}

ServerDoor::State ServerDoor::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

std::chrono::milliseconds ServerDoor::shut_for() const {
    const std::scoped_lock lock(mutex_);
    if (state_ == State::open || state_ == State::without_models) return {};
    return std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - shut_since_);
}

bool ServerDoor::wait(const std::stop_token& stop, std::chrono::milliseconds time) {
    const auto deadline = Clock::now() + time;
    std::mutex mutex;
    std::condition_variable_any stopped;
    const auto is_waiting = [](State state) {
        return state == State::closed || state == State::without_models;
    };
    for (State now = state(); is_waiting(now) && Clock::now() < deadline && !stop.stop_requested();
         now = state()) {
        if (is_server_ready(stop)) {
            found_open();
            return true;
        }
        const std::chrono::milliseconds between_knocks(now == State::closed ? 100 : 1000);
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, between_knocks, [] { return false; });
    }
    return state() != State::without_models;
}

bool ServerDoor::is_server_ready(const std::stop_token& stop) const {
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

}  // namespace trainingzip::upload
