#pragma once

#include <chrono>
#include <mutex>
#include <stop_token>
#include <string>

#include "web/client.h"

namespace trainingzip::upload {

/// Whether a server that takes orders can be reached, as the orders of this server have found it. Safe to use
/// from several threads.
class ServerDoor {
  public:
    /// `url` of the server, without a path.
    ServerDoor(const web::Client& client, std::string url) : client_(client), url_(std::move(url)) {}

    const std::string& url() const { return url_; }

    /// Nobody listened, or an order broke off after it had begun.
    void found_closed() { note(State::closed); }
    /// Somebody listens, but takes no order. That the server is ready says nothing then.
    void found_refusing() { note(State::refusing); }
    /// It has no networks to work with: no fault, and nobody knows for how long.
    void found_without_models() { note(State::without_models); }
    /// An order has begun, or been refused for want of a free place.
    void found_open() { note(State::open); }
    /// How long it has been closed or refusing; 0 while it is not.
    std::chrono::milliseconds shut_for() const;

    /// Returns at once unless it is closed or without models. Else asks GET /readyz until the server can
    /// work, the time is over or stop is requested: several times a second, or, for models, once. false: it
    /// is without models still.
    bool wait(const std::stop_token& stop, std::chrono::milliseconds time);

  private:
    enum class State { open, closed, refusing, without_models };

    void note(State state);
    State state() const;
    bool is_server_ready(const std::stop_token& stop) const;

    const web::Client& client_;
    const std::string url_;
    mutable std::mutex mutex_;
    State state_ = State::open;
    std::chrono::steady_clock::time_point shut_since_;
};

}  // namespace trainingzip::upload
