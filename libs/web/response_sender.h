#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string_view>

#include "web/deadline_socket.h"
#include "web/response.h"

namespace trainingzip::web {

/// Sends `head` and, unless `head_only`, the body. False when the client has disconnected or is too slow, or
/// when a file is shorter than announced: the connection must then be closed.
boost::asio::awaitable<bool> send_response(DeadlineSocket& socket, std::string_view head,
                                           const Response& response, bool head_only,
                                           std::chrono::milliseconds write_timeout);

}  // namespace trainingzip::web
