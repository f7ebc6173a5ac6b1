#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <optional>
#include <stop_token>

#include "web/deadline_socket.h"
#include "web/exchange.h"
#include "web/request_reader.h"
#include "web/server_context.h"

namespace trainingzip::web {

/// One connection: reads a request, has it handled, writes the response, and repeats, so pipelined requests
/// are answered in order. Exists while serve() runs.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    /// The socket's executor runs one thing at a time (a strand).
    Connection(boost::asio::ip::tcp::socket socket, ServerContext& context);

    /// Ends when the connection is closed.
    boost::asio::awaitable<void> serve();

    /// Closes an idle connection immediately, a busy one after the request in flight. Thread-safe.
    void stop();
    /// Aborts the connection. Thread-safe.
    void abort();

  private:
    boost::asio::awaitable<void> answer(RequestReader::Head head);
    /// The response to a request that the route's Admission refuses.
    boost::asio::awaitable<std::optional<Response>> admit(Exchange& exchange);
    boost::asio::awaitable<Response> respond(Exchange& exchange);
    boost::asio::awaitable<std::optional<Response>> read_whole_body(Exchange& exchange);
    /// Sends the answer itself; returns one only when nothing has been sent.
    boost::asio::awaitable<std::optional<Response>> run_writer(Exchange& exchange, const WriterRoute& route);
    /// An answer that cannot be written as HTTP is replaced by a 500.
    std::string build_head(Exchange& exchange, Response& response, bool close) const;
    /// To the log and the metrics.
    void tell(const Exchange& exchange, int status, std::uint64_t bytes_sent, bool complete);
    boost::asio::awaitable<void> send(Exchange& exchange, Response response);
    boost::asio::awaitable<void> watch_peer();
    bool can_drain(const Exchange& exchange) const;

    ServerContext& context_;
    std::shared_ptr<DeadlineSocket> socket_;
    RequestReader reader_;
    ConnectionEnds ends_;
    bool closing_ = false;
    bool answered_ = false;  ///< The last answer has been sent.
    std::stop_source job_;
};

}  // namespace trainingzip::web
