#include "web/cross_origin.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace trainingzip::web {

namespace {

constexpr std::string_view policy = "Cross-Origin-Resource-Policy";
constexpr std::string_view every_method = "DELETE, GET, HEAD, PATCH, POST, PUT";
// "*" does not cover Authorization.
constexpr const char* request_fields =
    "Accept-Language, Authorization, Cache-Control, Content-Type, If-Match, If-Modified-Since, "
    "If-None-Match, "
    "If-Range, If-Unmodified-Since, Range, Tus-Resumable, Upload-Checksum, Upload-Concat, "
    "Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset, X-HTTP-Method-Override, "
    "X-Request-Id, X-Requested-With, traceparent";
constexpr const char* answer_fields =
    "Accept-Ranges, Allow, Content-Disposition, Content-Encoding, Content-Range, Date, ETag, Link, Location, "
    "Retry-After, Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, "
    "Upload-Concat, Upload-Defer-Length, Upload-Expires, Upload-Length, Upload-Metadata, Upload-Offset, "
    "WWW-Authenticate, X-Request-Id";
// Two hours: the shortest maximum among browsers.
constexpr const char* preflight_seconds = "7200";

bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_port(std::string_view text) {
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() && port > 0 && port <= 65535 &&
           !text.starts_with('0');
}

bool is_default_port(std::string_view scheme, std::string_view port) {
    return (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
}

/// The form in which browsers send it; any other would never compare equal.
bool is_origin(std::string_view text) {
    const std::size_t separator = text.find("://");
    if (separator == std::string_view::npos || separator == 0) return false;
    const std::string_view scheme = text.substr(0, separator);
    if (!std::all_of(scheme.begin(), scheme.end(),
                     [](char c) { return is_lower_or_digit(c) || c == '+' || c == '-' || c == '.'; }))
        return false;
    std::string_view host = text.substr(separator + 3);
    const std::size_t after_address = host.starts_with('[') ? host.find(']') : 0;
    if (after_address == std::string_view::npos) return false;
    if (const std::size_t colon = host.find(':', after_address); colon != std::string_view::npos) {
        const std::string_view port = host.substr(colon + 1);
        if (!is_port(port) || is_default_port(scheme, port)) return false;
        host = host.substr(0, colon);
    }
    if (host.starts_with('['))
        return host.size() > 4 && host.find_first_not_of("0123456789abcdef:", 1) == host.size() - 1;
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return is_lower_or_digit(c) || c == '-' || c == '.' || c == '_';
    });
}

void vary_by_origin(Headers& answer) {
    const auto others = answer.find("Vary");
    answer.set("Vary", others ? std::string(*others) + ", Origin" : "Origin");
}

}  // namespace

CrossOriginRules::CrossOriginRules(std::string_view origins) {
    while (true) {
        const std::size_t start = origins.find_first_not_of(' ');
        if (start == std::string_view::npos) return;
        origins.remove_prefix(start);
        const std::string_view origin = origins.substr(0, origins.find(' '));
        origins.remove_prefix(origin.size());
        if (origin == "*") {
            any_ = true;
        } else if (is_origin(origin)) {
            origins_.emplace(origin);
        } else {
            throw std::invalid_argument(
                "'" + std::string(origin) +
                "' is not an origin like https://example.org or http://localhost:3000");
        }
    }
}

CrossOriginRules CrossOriginRules::load(ConfigSection& section) {
    try {
        return CrossOriginRules(section.text("allowed_origins"));
    } catch (const std::invalid_argument& error) {
        throw ConfigError("[" + section.name() + "] allowed_origins: " + error.what());
    }
}

CrossOriginRules::Admission CrossOriginRules::admit(std::string_view origin) const {
    if (origins_.contains(origin)) return Admission::with_cookies;
    return any_ ? Admission::without_cookies : Admission::refused;
}

void CrossOriginRules::add_to(Headers& answer, const Request& request) const {
    if (request.method.empty()) return;
    if (is_closed()) {
        answer.set(policy, "same-origin");
        return;
    }
    const auto origin = request.headers.find("Origin");
    // An element that shows a picture or plays a video names no origin.
    const Admission admission = origin ? admit(*origin) : Admission::refused;
    answer.set(policy, origin && admission == Admission::refused ? "same-origin" : "cross-origin");
    vary_by_origin(answer);
    if (admission == Admission::refused) return;
    const bool with_cookies = admission == Admission::with_cookies;
    answer.set("Access-Control-Allow-Origin", with_cookies ? std::string(*origin) : "*");
    if (with_cookies) answer.set("Access-Control-Allow-Credentials", "true");
    answer.set("Access-Control-Expose-Headers", answer_fields);
}

std::optional<Response> CrossOriginRules::preflight(const Request& request, std::string_view methods) const {
    const auto origin = request.headers.find("Origin");
    if (request.method != "OPTIONS" || !origin || !request.headers.find("Access-Control-Request-Method") ||
        admit(*origin) == Admission::refused)
        return std::nullopt;
    Response response = Response::empty(204);
    response.headers.add("Access-Control-Allow-Methods",
                         std::string(methods.empty() ? every_method : methods));
    response.headers.add("Access-Control-Allow-Headers", request_fields);
    response.headers.add("Access-Control-Max-Age", preflight_seconds);
    return response;
}

}  // namespace trainingzip::web
