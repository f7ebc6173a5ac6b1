#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "api/api_state.h"
#include "auth/principal.h"
#include "web/server.h"

namespace trainingzip::api {

/// Adds endpoints to a router. `operation` is the anchor to which `profile` links point: the operationId of
/// the OpenAPI document with a dash before each capital, in small letters. JSON that GET answers has an
/// entity tag (api/conditional.h).
class RouteList {
  public:
    explicit RouteList(ApiContext& context) : context_(context) {}

    using PublicCall = web::Response (*)(ApiContext&, const web::Request&);
    using VisitorCall = web::Response (*)(ApiContext&, const web::Request&, const auth::Principal*);
    using UserCall = web::Response (*)(ApiContext&, const web::Request&, const auth::Principal&);

    static constexpr std::uint64_t usual_body = 64 * 1024;

    void add(std::string_view method, std::string_view pattern, std::string_view operation, PublicCall call,
             std::uint64_t body_limit = usual_body);
    /// With a credential or without.
    void add(std::string_view method, std::string_view pattern, std::string_view operation, VisitorCall call,
             std::uint64_t body_limit = usual_body);
    /// 401 without an access token that is valid, of a session that goes on and an account that is active.
    void add(std::string_view method, std::string_view pattern, std::string_view operation, UserCall call,
             std::uint64_t body_limit = usual_body);

    /// Calls that hash a password. They run apart from the others, however many wait for their turn, so that
    /// sign-ins never keep viewers waiting.
    void add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                  PublicCall call);
    void add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                  UserCall call);

    /// 401 without a valid access token; the call itself refuses who is no admin.
    void add_admin(std::string_view method, std::string_view pattern, std::string_view operation,
                   UserCall call);
    /// For our other servers; no part of the OpenAPI document. The call itself looks at the service token.
    void add_internal(std::string_view method, std::string_view pattern, PublicCall call,
                      std::uint64_t body_limit);

    /// The router; nothing can be added after it.
    web::Router finish() { return std::move(router_); }

  private:
    void add(std::string_view method, std::string_view pattern, std::string_view operation,
             std::string_view access, web::Handler handler, std::uint64_t body_limit);
    void add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                  std::string_view access, web::Handler handler);
    /// Of the route that was added last.
    void describe(std::string_view operation, std::string_view access);
    /// The call for a user whose session goes on and whose account is active.
    web::Handler for_user(UserCall call) const;

    ApiContext& context_;
    web::Router router_;
};

}  // namespace trainingzip::api
