#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>

#include "auth/principal.h"
#include "auth/require_user.h"
#include "auth/token_verifier.h"
#include "web/server.h"

namespace trainingzip::api {

/// One endpoint of the OpenAPI document. `operation` is the anchor to which `profile` links point: the
/// operationId with a dash before each capital, in small letters.
struct Endpoint {
    std::string_view method;
    std::string_view pattern;
    std::string_view operation;
};

/// How callers are recognized.
struct CallerCheck {
    const auth::TokenVerifier& verifier;  ///< Must outlive the routes.
    /// The caller as the account is now. Throws Failure(refresh_token_revoked) when the session of the token
    /// has ended or the account is not active.
    std::function<auth::Principal(const auth::Principal&)> require_active;
};

/// Collects the endpoints of the API server in a router. Who may call an endpoint is decided by how it is
/// added: its handler is not run for anybody else. What GET answers as JSON has an entity tag
/// (api/http/conditional.h).
class RouteList {
  public:
    explicit RouteList(CallerCheck callers) : callers_(std::move(callers)) {}

    static constexpr std::uint64_t usual_body = 64 * 1024;

    /// For everybody; credentials are ignored.
    void add_public(const Endpoint& endpoint, web::Handler handler, std::uint64_t body_limit = usual_body);
    /// With a credential or without; 401 for one that is not valid.
    void add_visitor(const Endpoint& endpoint, auth::VisitorHandler handler,
                     std::uint64_t body_limit = usual_body);
    /// 401 without a valid access token whose session has not ended and whose account is active.
    void add_user(const Endpoint& endpoint, auth::UserHandler handler, std::uint64_t body_limit = usual_body);
    /// The same, and 403 for anybody who is not an admin.
    void add_admin(const Endpoint& endpoint, auth::UserHandler handler);

    /// For calls that hash a password. They run on threads of their own, so that however many are waiting,
    /// other requests are not delayed.
    void add_slow_public(const Endpoint& endpoint, web::Handler handler);
    void add_slow_user(const Endpoint& endpoint, auth::UserHandler handler);

    /// For our other servers and the gateway, which lets nobody in from outside; not part of the OpenAPI
    /// document. Where not everybody may know the answer, the handler itself checks the service token.
    void add_internal(std::string_view method, std::string_view pattern, web::Handler handler,
                      std::uint64_t body_limit);

    /// The router; nothing can be added after it.
    web::Router finish() { return std::move(router_); }

  private:
    void add(const Endpoint& endpoint, std::string_view access, web::Handler handler,
             std::uint64_t body_limit);
    void add_slow(const Endpoint& endpoint, std::string_view access, web::Handler handler);
    /// Sets operation and access of the route that was added last.
    void describe(const Endpoint& endpoint, std::string_view access);
    /// The handler behind the check of the caller.
    web::Handler for_user(auth::UserHandler handler) const;

    CallerCheck callers_;
    web::Router router_;
};

}  // namespace trainingzip::api
