#include "upload/live_uploads.h"

#include <algorithm>

#include "base/error.h"

namespace trainingzip::upload {

namespace {

constexpr std::chrono::seconds span{5};
constexpr int retry_after_seconds = 10;

}  // namespace

void LiveUploads::Live::take(std::uint64_t bytes, Clock::time_point now) {
    if (now - span_began >= span) {
        earlier_began = span_began;
        earlier_bytes = span_bytes;
        span_began = now;
        span_bytes = 0;
    }
    span_bytes += bytes;
}

double LiveUploads::Live::bytes_per_second(Clock::time_point now) const {
    const std::chrono::duration<double> time = now - earlier_began;
    // An upload that has only just begun is not slow yet.
    constexpr double least_time = 1.0;
    return static_cast<double>(earlier_bytes + span_bytes) / std::max(time.count(), least_time);
}

LiveUploads::Counts LiveUploads::count(std::int64_t user_id, const std::string& network) const {
    Counts counts;
    for (const Live& live : live_) {
        if (live.state == State::evicted) continue;
        ++counts.all;
        if (live.user_id == user_id) ++counts.of_user;
        if (live.network == network) ++counts.of_network;
    }
    return counts;
}

LiveUploads::Live* LiveUploads::find_evictable(std::int64_t user_id, const std::string& network,
                                               bool within_network, Clock::time_point now) {
    const Counts mine = count(user_id, network);
    Live* evictable = nullptr;
    std::size_t most = 0;
    double slowest = 0;
    for (Live& live : live_) {
        if (live.state != State::receiving) continue;
        if (within_network && live.network != network) continue;
        const Counts others = count(live.user_id, live.network);
        // How many more places its user, or its address, holds than the newcomer.
        std::size_t more = 0;
        if (live.user_id != user_id) more = others.of_user - std::min(others.of_user, mine.of_user);
        if (live.network != network)
            more = std::max(more, others.of_network - std::min(others.of_network, mine.of_network));
        const double rate = live.bytes_per_second(now);
        const bool is_slow = now - live.began >= 2 * span && rate < places_.slow_bytes_per_second;
        if (more == 0 || (more == 1 && !is_slow)) continue;
        if (evictable != nullptr && (more < most || (more == most && rate >= slowest))) continue;
        evictable = &live;
        most = more;
        slowest = rate;
    }
    return evictable;
}

LiveUploads::Place::Place(LiveUploads& uploads, std::int64_t user_id, std::string network, Evict evict,
                          Clock::time_point now)
    : uploads_(uploads) {
    const std::scoped_lock lock(uploads_.mutex_);
    const Counts counts = uploads_.count(user_id, network);
    if (counts.of_user >= uploads_.places_.per_user) {
        throw Failure(ErrorCode::too_many_attempts, "uploads of one user at once")
            .with_retry_after(retry_after_seconds);
    }
    const bool network_is_full = counts.of_network >= uploads_.places_.per_network;
    if (network_is_full || counts.all >= uploads_.places_.at_once) {
        Live* evictable = uploads_.find_evictable(user_id, network, network_is_full, now);
        if (evictable == nullptr) {
            throw Failure(network_is_full ? ErrorCode::too_many_attempts : ErrorCode::unavailable,
                          network_is_full ? "uploads of one address at once" : "uploads at once")
                .with_retry_after(retry_after_seconds);
        }
        evictable->state = State::evicted;
        evictable->evict();
    }
    uploads_.live_.push_back({user_id, std::move(network), std::move(evict), now, now, now, 0, 0,
                              State::receiving, std::string()});
    live_ = std::prev(uploads_.live_.end());
}

LiveUploads::Place::~Place() {
    const std::scoped_lock lock(uploads_.mutex_);
    uploads_.live_.erase(live_);
}

void LiveUploads::Place::set_upload(const std::string& upload_id) {
    const std::scoped_lock lock(uploads_.mutex_);
    live_->upload_id = upload_id;
}

void LiveUploads::Place::take(std::uint64_t bytes, Clock::time_point now) {
    const std::scoped_lock lock(uploads_.mutex_);
    live_->take(bytes, now);
}

void LiveUploads::Place::complete() {
    const std::scoped_lock lock(uploads_.mutex_);
    if (live_->state == State::receiving) live_->state = State::complete;
}

std::vector<std::string> LiveUploads::upload_ids() const {
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> ids;
    for (const Live& live : live_)
        if (!live.upload_id.empty()) ids.push_back(live.upload_id);
    return ids;
}

}  // namespace trainingzip::upload
