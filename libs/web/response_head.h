#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "web/response.h"

namespace trainingzip::web {

/// How the end of a body is signalled to the client.
struct BodyFraming {
    std::optional<std::uint64_t> content_length;
    bool chunked = false;
    bool close = false;  ///< The connection ends after this answer.
};

/// Bytes of the body.
std::uint64_t body_length(const Response& response);

/// Status line and fields with the empty line after them. Adds Date, X-Request-Id, X-Content-Type-Options
/// and, where the handler set none, Cache-Control: no-store. Throws std::invalid_argument for a field that
/// would break the framing (name not a token, CR, LF or NUL in the value).
std::string make_response_head(const Response& response, std::string_view request_id,
                               const BodyFraming& framing);

}  // namespace trainingzip::web
