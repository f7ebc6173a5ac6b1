#include "upload/server_door.h"

#include <condition_variable>

namespace trainingzip::upload {

using Clock = std::chrono::steady_clock;

void ServerDoor::note(State state) {
    const std::scoped_lock lock(mutex_);
    if (state_ == State::open) shut_since_ = Clock::now();
    state_ = state;
}

bool ServerDoor::is_closed() const {
    const std::scoped_lock lock(mutex_);
    return state_ == State::closed;
}

std::chrono::milliseconds ServerDoor::shut_for() const {
    const std::scoped_lock lock(mutex_);
    if (state_ == State::open) return {};
    return std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - shut_since_);
}

void ServerDoor::wait(const std::stop_token& stop, std::chrono::milliseconds time) {
    constexpr std::chrono::milliseconds between_knocks(100);
    const auto deadline = Clock::now() + time;
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (is_closed() && Clock::now() < deadline && !stop.stop_requested()) {
        if (is_server_ready(stop)) return found_open();
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, between_knocks, [] { return false; });
    }
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
