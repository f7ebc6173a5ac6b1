#include "web/exchange.h"

#include <algorithm>

#include "base/ids.h"
#include "web/header_text.h"
#include "web/host_name.h"
#include "web/request_target.h"
#include "web/trace_context.h"

namespace trainingzip::web {

namespace {

// Only the gateway may state the origin of a request (ASVS 4.1.3).
constexpr std::string_view gateway_fields[] = {"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix",
                                               "X-Real-IP"};

constexpr std::size_t longest_logged_path = 200;

bool is_request_id(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char character) {
               return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
                      (character >= 'A' && character <= 'Z') || character == '_' || character == '-';
           });
}

std::string request_id_of(const Headers& headers) {
    const auto id = headers.find("X-Request-Id");
    if (id && is_request_id(*id)) return std::string(*id);
    const std::string_view trace = trace_id_of(headers.find("traceparent").value_or(""));
    return trace.empty() ? new_request_id() : std::string(trace);
}

// Those of RFC 9110 that an origin server may have, and PATCH. CONNECT asks for a proxy.
bool is_known_method(std::string_view method) {
    constexpr std::string_view known[] = {"GET",   "HEAD",   "POST",    "PUT",
                                          "PATCH", "DELETE", "OPTIONS", "TRACE"};
    return std::find(std::begin(known), std::end(known), method) != std::end(known);
}

void require_known_host(const Headers& headers, const ConnectionEnds& ends, const KnownHosts& hosts) {
    for (const std::string_view name : {"Host", "X-Forwarded-Host"}) {
        const auto host = headers.find(name);
        if (!host) continue;
        if (!is_valid_host(*host)) throw Failure(ErrorCode::request_malformed, "a host is malformed");
        if (!hosts.contains(*host, ends.local_address))
            throw Failure(ErrorCode::host_unknown, std::string(*host));
    }
}

bool is_address(std::string_view text) {
    return !text.empty() && text.size() <= 45 &&
           text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

}  // namespace

Response Exchange::fail(const Failure& failure) {
    error_digits = describe(failure.code()).digits;
    detail = failure.what();
    return error_response(failure, request);
}

Response Exchange::fault(const ServerContext& context, std::string what) {
    if (context.hooks.on_fault) what = context.hooks.on_fault(request);
    context.logger.error("fault", {{"request_id", request.request_id},
                                   {"method", request.method},
                                   {"route", request.route},
                                   {"user_id", request.user},
                                   {"reason", what}});
    return fail(Failure(ErrorCode::internal, what));
}

Response refuse_head(Exchange& exchange, const Failure& failure) {
    exchange.request.request_id = new_request_id();
    return exchange.fail(failure);
}

std::optional<Response> accept_head(Exchange& exchange, RequestHead head, const ConnectionEnds& ends,
                                    const ServerContext& context) {
    Request& request = exchange.request;
    request.method = std::move(head.method);
    request.target = std::move(head.target);
    request.headers = std::move(head.headers);
    if (!ends.peer_is_trusted)
        for (const std::string_view name : gateway_fields) request.headers.remove(name);
    request.request_id = request_id_of(request.headers);
    const auto address = request.headers.find("X-Real-IP");
    request.client_address = address && is_address(*address) ? std::string(*address) : ends.peer_address;
    exchange.content_length = head.content_length;
    exchange.is_http_1_1 = head.is_http_1_1;
    exchange.keep_alive = head.keep_alive;

    try {
        if (!is_known_method(request.method)) throw Failure(ErrorCode::method_unknown, request.method);
        require_known_host(request.headers, ends, context.hooks.hosts);
        RequestTarget target = parse_request_target(request.target);
        request.path = std::move(target.path);
        request.query = std::move(target.query);
        RouteMatch match = context.router.table().find(request.method, target.segments);
        if (match.route == nullptr) {
            const auto& cross_origin = context.hooks.cross_origin;
            auto preflight =
                cross_origin ? cross_origin->preflight(request, match.allowed_methods) : std::nullopt;
            if (preflight) return preflight;
            const bool exists = !match.allowed_methods.empty();
            Response response =
                exchange.fail(Failure(exists ? ErrorCode::method_not_allowed : ErrorCode::route_not_found,
                                      request.path.substr(0, longest_logged_path)));
            if (exists) response.headers.add("Allow", match.allowed_methods);
            return response;
        }
        exchange.route = match.route;
        request.route = match.route->pattern;
        request.path_parameters = std::move(match.parameters);
        if (head.content_length.value_or(0) > match.route->body_limit)
            return exchange.fail(Failure(ErrorCode::payload_too_large, "Content-Length above the limit"));
    } catch (const Failure& failure) {
        return exchange.fail(failure);
    }
    return std::nullopt;
}

void log_exchange(const Exchange& exchange, int status, std::uint64_t bytes_received,
                  std::uint64_t bytes_sent, bool complete, const ServerContext& context) {
    const std::chrono::duration<double, std::milli> time =
        std::chrono::steady_clock::now() - exchange.started;
    const bool is_probe = exchange.route != nullptr && exchange.route->is_probe;
    const LogLevel level = status >= 500 ? LogLevel::warning : is_probe ? LogLevel::debug : LogLevel::info;
    const bool may_hold_secrets = !exchange.detail.empty() && context.hooks.redact;
    context.logger.write(
        level, "request",
        {{"request_id", exchange.request.request_id},
         {"user", exchange.request.user},
         {"method", exchange.request.method},
         {"route", exchange.request.route},
         {"status", status},
         {"milliseconds", time.count()},
         {"bytes_received", bytes_received},
         {"bytes_sent", bytes_sent},
         {"complete", complete},
         {"error", exchange.error_digits},
         {"detail", may_hold_secrets ? context.hooks.redact(exchange.detail) : exchange.detail}});
}

}  // namespace trainingzip::web
