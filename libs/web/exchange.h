#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "web/request_head.h"
#include "web/response.h"
#include "web/router_table.h"
#include "web/server_context.h"

namespace trainingzip::web {

/// One request and its outcome, for the response and for the access log.
struct Exchange {
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Request request;
    const Route* route = nullptr;
    std::optional<std::uint64_t> content_length;
    bool is_http_1_1 = true;
    bool keep_alive = false;
    std::string error_digits;  ///< Of the ErrorCode in the response; empty on success.
    std::string detail;        ///< Of the failure, for the log.

    /// The answer for an expected error.
    Response fail(const Failure& failure);
    /// Runs what a handler does; every exception becomes an answer, unexpected ones a "fault" in the log.
    template <typename Work>
    Response run(const ServerContext& context, Work work) {
        try {
            return work();
        } catch (const Failure& failure) {
            return fail(failure);
        } catch (const std::exception& error) {
            return fault(context, error.what());
        } catch (...) {
            return fault(context, "an exception of unknown type");
        }
    }
    /// Like run(), for a handler, with the hooks of the process around it.
    template <typename Work>
    Response handle(const ServerContext& context, Work work) {
        std::shared_ptr<void> held;
        return run(context, [&] {
            if (context.hooks.around_request) held = context.hooks.around_request(request);
            return work();
        });
    }
    /// In a catch block.
    Response fault(const ServerContext& context, std::string what);
};

/// The two ends of a connection.
struct ConnectionEnds {
    bool peer_is_trusted = false;  ///< See TrustedProxies.
    std::string peer_address;
    std::string local_address;
};

/// Fills the exchange from a head that has been read: request id, sender, path, route and limits. Returns an
/// answer where no handler is to be asked: 400, 404, 405, 413, 421 or 501, and to a preflight request of
/// CORS.
std::optional<Response> accept_head(Exchange& exchange, RequestHead head, const ConnectionEnds& ends,
                                    const ServerContext& context);

/// The answer to a head that could not be read.
Response refuse_head(Exchange& exchange, const Failure& failure);

/// One access log line per request. The route is the pattern, empty when none matched; the user is empty for
/// unauthenticated requests.
void log_exchange(const Exchange& exchange, int status, std::uint64_t bytes_received,
                  std::uint64_t bytes_sent, bool complete, const ServerContext& context);

}  // namespace trainingzip::web
