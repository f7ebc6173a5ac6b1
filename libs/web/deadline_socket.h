#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

#include "web/rate_window.h"

namespace trainingzip::web {

/// A TCP connection on which every operation has a deadline. All members are called on the socket's
/// executor.
class DeadlineSocket : public std::enable_shared_from_this<DeadlineSocket> {
  public:
    /// A peer that receives more slowly than write_rate is treated as disconnected.
    explicit DeadlineSocket(boost::asio::ip::tcp::socket socket, const MinimumRate& write_rate = {});

    boost::asio::ip::tcp::socket& socket() { return socket_; }

    /// From now on, operations that are still under way after this time are cancelled and expired() is true.
    void expire_after(std::chrono::milliseconds time);
    void never_expire();
    /// Ends the operations that are under way, as expiring does.
    void cancel();
    bool expired() const { return expired_; }

    /// False when the peer has disconnected or is too slow: `time` applies to the next bytes, the minimum
    /// rate to all of them.
    boost::asio::awaitable<bool> write(std::string_view head, std::string_view body,
                                       std::chrono::milliseconds time, bool more_follows = false);
    /// Sends bytes of a file without copying them through the process. Also false when the file is too short.
    boost::asio::awaitable<bool> send_file(int descriptor, std::uint64_t offset, std::uint64_t length,
                                           std::chrono::milliseconds time);

    /// Shuts down the sending side, then drains incoming data for a short while: closing with unread bytes
    /// would reset the connection and could discard the response (RFC 9112, 9.6).
    boost::asio::awaitable<void> lingering_close(std::chrono::milliseconds time);
    void close();

    std::uint64_t bytes_sent() const { return bytes_sent_; }

  private:
    void watch();
    boost::asio::awaitable<bool> wait_to_write(std::chrono::milliseconds time);
    void wrote(std::uint64_t bytes);

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    std::chrono::steady_clock::time_point deadline_;
    std::chrono::steady_clock::time_point wakes_at_;
    bool watching_ = false;
    bool expired_ = false;
    std::uint64_t bytes_sent_ = 0;
    RateWindow writing_;
};

}  // namespace trainingzip::web
