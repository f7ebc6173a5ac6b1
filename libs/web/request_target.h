#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace trainingzip::web {

/// The target of a request line, taken apart and decoded.
struct RequestTarget {
    /// Starts with '/'. No NUL or other control characters, no "//", "." or ".." segments. A '/' that was
    /// encoded stays "%2F".
    std::string path;
    std::vector<std::string> segments;                                   ///< Of the path, all decoded.
    std::map<std::string, std::vector<std::string>, std::less<>> query;  ///< '+' is a space.
};

/// Reads an origin-form target (RFC 9112, 3.2.1). Throws Failure(request_malformed) for bad percent-encoding,
/// control characters, text that is not UTF-8, dot segments, empty segments, a fragment, and more than 64
/// parameters.
RequestTarget parse_request_target(std::string_view target);

}  // namespace trainingzip::web
