#pragma once

#include <chrono>
#include <mutex>
#include <stop_token>
#include <string>

#include "web/client.h"

namespace trainingzip::jobs {

/// Whether a server that takes orders can be reached, as the orders of this process have found it: a circuit
/// breaker that closes again when GET /readyz says so. Safe to use from several threads.
class ServerAvailability {
  public:
    /// `url` of the server, without a path. `client` must outlive this.
    ServerAvailability(const web::Client& client, std::string url) : client_(client), url_(std::move(url)) {}

    /// Nothing listens, or an order broke off after it had begun.
    void mark_unreachable() { set(State::unreachable); }
    /// It listens but accepts no order, so that /readyz says nothing.
    void mark_refusing() { set(State::refusing); }
    /// It has no networks to work with: no fault, and nobody knows for how long.
    void mark_without_models() { set(State::without_models); }
    /// An order has begun, or was turned away because all places are taken.
    void mark_available() { set(State::available); }

    /// How long it has been unreachable or refusing; 0 while it is neither.
    std::chrono::milliseconds unavailable_for() const;

    /// Returns at once unless it is unreachable or without models. Otherwise polls GET /readyz until the
    /// server is ready, the time is over or stop is requested: ten times a second, or, for models, once.
    /// Returns false while it is still without models.
    bool wait(const std::stop_token& stop, std::chrono::milliseconds time);

  private:
    enum class State { available, unreachable, refusing, without_models };

    void set(State state);
    State state() const;
    bool is_server_ready(const std::stop_token& stop) const;

    const web::Client& client_;
    const std::string url_;
    mutable std::mutex mutex_;
    State state_ = State::available;
    std::chrono::steady_clock::time_point unavailable_since_;
};

}  // namespace trainingzip::jobs
