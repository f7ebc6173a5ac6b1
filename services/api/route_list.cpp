#include "api/route_list.h"

#include <utility>

#include "auth/require_user.h"
#include "web/router_table.h"

namespace trainingzip::api {

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    std::string_view access, web::Handler handler, std::uint64_t body_limit) {
    router_.add(method, pattern, std::move(handler), body_limit);
    web::Route& route = router_.table().routes.back();
    route.operation = operation;
    route.access = access;
}

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    PublicCall call, std::uint64_t body_limit) {
    add(
        method, pattern, operation, "public",
        [&context = context_, call](const web::Request& request) { return call(context, request); },
        body_limit);
}

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    VisitorCall call, std::uint64_t body_limit) {
    add(method, pattern, operation, "visitor",
        auth::allow_visitor(
            context_.verifier,
            [&context = context_, call](const web::Request& request, const auth::Principal* caller) {
                return call(context, request, caller);
            }),
        body_limit);
}

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    UserCall call, std::uint64_t body_limit) {
    add(method, pattern, operation, "user",
        auth::require_user(
            context_.verifier,
            [&context = context_, call](const web::Request& request, const auth::Principal& caller) {
                return call(context, request, caller);
            }),
        body_limit);
}

void RouteList::add_admin(std::string_view method, std::string_view pattern, std::string_view operation,
                          UserCall call) {
    add(method, pattern, operation, "admin",
        auth::require_user(
            context_.verifier,
            [&context = context_, call](const web::Request& request, const auth::Principal& caller) {
                return call(context, request, caller);
            }),
        usual_body);
}

void RouteList::add_internal(std::string_view method, std::string_view pattern, PublicCall call,
                             std::uint64_t body_limit) {
    router_.add(
        method, pattern,
        [&context = context_, call](const web::Request& request) { return call(context, request); },
        body_limit);
}

}  // namespace trainingzip::api
