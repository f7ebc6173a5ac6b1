#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "web/request.h"

namespace trainingzip::web {

struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

/// The other server could not be reached, closed the connection early, or timed out. what() is for the log.
class ClientError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// No part of the request was sent, so the other server has not started to process it.
class NotSent : public ClientError {
  public:
    using ClientError::ClientError;
};

/// HTTP client for calls between our servers, over libcurl. Follows no redirects, http and https only.
/// Calls block. Safe to use from several threads.
class Client {
  public:
    struct Call {
        std::string method = "GET";
        std::string url;
        Headers headers;  ///< See set_trace().
        std::string body;
        std::chrono::milliseconds connect_timeout{3'000};
        std::chrono::milliseconds idle_timeout{30'000};   ///< Longest time without receiving a byte.
        std::chrono::milliseconds total_timeout{60'000};  ///< 0: no limit, only the idle timeout applies.
        std::size_t body_limit = 16 * 1024 * 1024;        ///< Larger answers throw ClientError.
    };

    /// Throws ClientError; a status of 400 or more is returned, not thrown.
    ClientResponse call(const Call& call, const std::stop_token& stop = {}) const;

    /// Like call, but gives each line (without '\n', at most line_limit bytes) to on_line as it comes when
    /// the status is 200; then body is empty. on_line may throw: the call is aborted and the exception
    /// propagates. Throws ClientError also when the response is truncated.
    ClientResponse call_lines(const Call& call, const std::function<void(std::string_view)>& on_line,
                              const std::stop_token& stop = {},
                              std::size_t line_limit = 4 * 1024 * 1024) const;
};

}  // namespace trainingzip::web
