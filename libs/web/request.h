#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace trainingzip::web {

/// Header fields in the order they came; names compare without regard to case (RFC 9110, 5.1).
class Headers {
  public:
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    /// Replaces every field of this name.
    void set(std::string_view name, std::string value);
    void remove(std::string_view name);
    /// The first field of this name; nullopt when there is none.
    std::optional<std::string_view> find(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// One request as a handler sees it. The body is whole and within the limit of the route, except in
/// handlers that read it themselves (BodyReader).
struct Request {
    std::string method;  ///< "GET", "POST", ...
    std::string target;  ///< As received: path and query, percent-encoded.
    std::string path;    ///< Decoded, starts with '/'. Never holds NUL, "//", "." or ".." segments; an
                         ///< encoded '/' stays "%2F".
    std::string route;   ///< Pattern that matched, for logs: "/trainings/{id}".
    std::map<std::string, std::string, std::less<>>
        path_parameters;  ///< {id} → value, decoded: it may hold '/'.
    std::map<std::string, std::vector<std::string>, std::less<>> query;  ///< Decoded; each value in order.
    Headers headers;
    std::string body;
    std::string request_id;  ///< From X-Request-Id when well formed, else new. Goes on to other servers.
    /// User id of the caller as decimal text, once a handler has verified the token; for logs and reports.
    /// Not part of the request itself, hence mutable.
    mutable std::string user;
    std::string client_address;  ///< X-Real-IP as set by the gateway (TrustedProxies only), else the peer.

    /// Throws Failure(parameter_invalid) when absent.
    const std::string& path_parameter(std::string_view name) const;
    /// A path parameter that is a positive whole number without sign or leading zero.
    /// Throws Failure(not_found) otherwise, since no such thing can exist.
    std::int64_t path_id(std::string_view name, ErrorCode not_found) const;
    /// The first value; nullopt when the parameter is absent.
    std::optional<std::string_view> query_parameter(std::string_view name) const;
    /// Korean unless Accept-Language prefers English (RFC 9110, 12.5.4, with weights).
    Language language() const;
    /// "https://host:port/api", without trailing slash, from X-Forwarded-Proto, X-Forwarded-Host and
    /// X-Forwarded-Prefix as set by the gateway; from Host when they are absent.
    std::string external_base() const;
    /// The same without a path: "https://host:port".
    std::string external_origin() const;
};

}  // namespace trainingzip::web
