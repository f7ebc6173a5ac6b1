#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <span>

#include "base/error.h"
#include "web/deadline_socket.h"
#include "web/request_head.h"
#include "web/server.h"

namespace trainingzip::web {

/// Reads requests, one after another, from a connection. Bytes sent ahead of time stay in a bounded buffer.
/// All members are called on the socket's executor.
class RequestReader {
  public:
    RequestReader(std::shared_ptr<DeadlineSocket> socket, const ServerLimits& limits);
    ~RequestReader();

    struct Head {
        std::optional<RequestHead> head;
        std::optional<ErrorCode> error;  ///< To be answered before closing.
        std::string detail;              ///< Of the error, for the log.
    };
    /// Neither head nor error: the client closed the connection or stayed idle, and no response is due.
    boost::asio::awaitable<Head> read_head();

    /// How fast the body must arrive of the request whose head was read last. Without a deadline for the
    /// whole body, only the rate bounds it.
    void expect_body(const MinimumRate& rate, std::optional<std::chrono::milliseconds> deadline);

    struct Piece {
        std::size_t bytes = 0;           ///< 0 without an error: the body is complete.
        std::optional<ErrorCode> error;  ///< request_timeout, payload_too_large or request_malformed.
    };
    /// The next bytes of the body of the request whose head was read last. `limit` is for the whole body.
    boost::asio::awaitable<Piece> read_body(std::span<char> buffer, std::uint64_t limit);

    /// Abandons the rest of the body.
    void abandon_body() { broken_ = true; }
    /// Whether the rest of the body cannot be read any more.
    bool is_broken() const { return broken_; }
    /// Whether all of the body has been read.
    bool is_body_complete() const;
    std::uint64_t body_bytes() const { return body_bytes_; }
    /// Whether the client still waits for 100 (Continue) before sending its body.
    bool expects_continue() const { return expects_continue_; }
    /// Whether no byte of a request has come since the last one, so that the connection may be closed.
    bool is_idle() const { return idle_; }

    const std::shared_ptr<DeadlineSocket>& socket() const { return socket_; }

    /// Returns true when the client has gone away, false when it sent more than we keep ahead of time.
    /// Ends early when cancelled.
    boost::asio::awaitable<bool> wait_for_end();

  private:
    struct State;
    /// How long the client may take for its next bytes; 0 when it has been too slow already.
    std::chrono::milliseconds remaining_time() const;
    /// More bytes of a body into the buffer.
    boost::asio::awaitable<std::optional<ErrorCode>> receive();

    std::shared_ptr<DeadlineSocket> socket_;
    const ServerLimits& limits_;
    std::unique_ptr<State> state_;
    std::uint64_t body_bytes_ = 0;
    bool expects_continue_ = false;
    bool idle_ = true;
    bool broken_ = false;
};

}  // namespace trainingzip::web
