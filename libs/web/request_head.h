#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"

namespace trainingzip::web {

/// What the head of a request says of itself and of the body that follows.
struct RequestHead {
    std::string method;
    std::string target;  ///< Origin-form; an absolute-form target has been taken apart into this and Host.
    bool is_http_1_1 = true;
    Headers headers;
    std::optional<std::uint64_t> content_length;  ///< 0 when neither a length nor a coding is given.
    bool chunked = false;                         ///< Then content_length is nullopt.
    bool keep_alive = true;                       ///< Never for HTTP/1.0.
    bool expects_continue = false;
};

/// Reads a head, from the request line to the empty line, both included. Stricter than RFC 9112 requires:
/// refuses with Failure(request_malformed) whatever two servers could interpret differently (bare CR or LF,
/// folded lines, space before a colon, both Content-Length and Transfer-Encoding, repeated or signed lengths,
/// any coding but chunked), a missing, repeated or malformed Host, and more than 100 fields.
RequestHead parse_request_head(std::string_view head);

}  // namespace trainingzip::web
