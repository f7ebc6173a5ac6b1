#pragma once

#include <cstdint>
#include <string_view>

#include "api/http/route_list.h"

namespace trainingzip::api {

/// Adds the endpoints of one context to a list of routes. Which callers an endpoint is for shows in the type
/// of its function; admins have add_admin().
template <typename Context>
class ContextRoutes {
  public:
    using PublicCall = web::Response (*)(const Context&, const web::Request&);
    using VisitorCall = web::Response (*)(const Context&, const web::Request&, const auth::Principal*);
    using UserCall = web::Response (*)(const Context&, const web::Request&, const auth::Principal&);

    static constexpr std::uint64_t usual_body = RouteList::usual_body;

    /// Both must outlive this object, the context also the router.
    ContextRoutes(RouteList& routes, const Context& context) : routes_(routes), context_(context) {}

    void add(std::string_view method, std::string_view pattern, std::string_view operation, PublicCall call,
             std::uint64_t body_limit = usual_body) {
        routes_.add_public({method, pattern, operation}, bound(call), body_limit);
    }
    void add(std::string_view method, std::string_view pattern, std::string_view operation, VisitorCall call,
             std::uint64_t body_limit = usual_body) {
        routes_.add_visitor({method, pattern, operation}, bound(call), body_limit);
    }
    void add(std::string_view method, std::string_view pattern, std::string_view operation, UserCall call,
             std::uint64_t body_limit = usual_body) {
        routes_.add_user({method, pattern, operation}, bound(call), body_limit);
    }
    void add_admin(std::string_view method, std::string_view pattern, std::string_view operation,
                   UserCall call) {
        routes_.add_admin({method, pattern, operation}, bound(call));
    }
    void add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                  PublicCall call) {
        routes_.add_slow_public({method, pattern, operation}, bound(call));
    }
    void add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                  UserCall call) {
        routes_.add_slow_user({method, pattern, operation}, bound(call));
    }
    void add_internal(std::string_view method, std::string_view pattern, PublicCall call,
                      std::uint64_t body_limit) {
        routes_.add_internal(method, pattern, bound(call), body_limit);
    }

  private:
    template <typename... Arguments>
    auto bound(web::Response (*call)(const Context&, Arguments...)) const {
        return [&context = context_, call](Arguments... arguments) { return call(context, arguments...); };
    }

    RouteList& routes_;
    const Context& context_;
};

}  // namespace trainingzip::api
