#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string_view>

#include "web/deadline_socket.h"
#include "web/response.h"

namespace trainingzip::web {

/// Sends `head` and, unless `head_only`, the body. False when the client is gone or too slow, or when a file
/// turned out shorter than promised: the connection cannot be used any more.
boost::asio::awaitable<bool> send_response(DeadlineSocket& socket, std::string_view head,
                                           const Response& response, bool head_only,
                                           std::chrono::milliseconds write_timeout);

}  // namespace trainingzip::web
