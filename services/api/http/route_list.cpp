#include "api/http/route_list.h"

#include <utility>

#include "api/accounts/sessions.h"
#include "api/http/conditional.h"
#include "auth/require_user.h"
#include "base/error.h"
#include "web/router_table.h"

namespace trainingzip::api {
namespace {

/// An account may go while a call works for it, and the database then refuses rows that point to it.
web::Response call_for(ApiContext& context, RouteList::UserCall call, const web::Request& request,
                       const auth::Principal& caller) {
    try {
        return call(context, request, caller);
    } catch (const Failure&) {
        throw;
    } catch (const std::exception&) {
        require_active(context, caller);
        throw;
    }
}

}  // namespace

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    std::string_view access, web::Handler handler, std::uint64_t body_limit) {
    if (method == "GET") handler = with_entity_tag(std::move(handler), access);
    router_.add(method, pattern, std::move(handler), body_limit);
    describe(operation, access);
}

void RouteList::describe(std::string_view operation, std::string_view access) {
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
                if (!caller) return call(context, request, nullptr);
                const auth::Principal active = require_active(context, *caller);
                return call(context, request, &active);
            }),
        body_limit);
}

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    UserCall call, std::uint64_t body_limit) {
    add(method, pattern, operation, "user", for_user(call), body_limit);
}

void RouteList::add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                         std::string_view access, web::Handler handler) {
    router_.add_slow(method, pattern, std::move(handler), usual_body);
    describe(operation, access);
}

void RouteList::add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                         PublicCall call) {
    add_slow(method, pattern, operation, "public",
             [&context = context_, call](const web::Request& request) { return call(context, request); });
}

void RouteList::add_slow(std::string_view method, std::string_view pattern, std::string_view operation,
                         UserCall call) {
    add_slow(method, pattern, operation, "user", for_user(call));
}

web::Handler RouteList::for_user(UserCall call) const {
    return auth::require_user(context_.verifier, [&context = context_, call](const web::Request& request,
                                                                             const auth::Principal& caller) {
        return call_for(context, call, request, require_active(context, caller));
    });
}

void RouteList::add_admin(std::string_view method, std::string_view pattern, std::string_view operation,
                          UserCall call) {
    add(method, pattern, operation, "admin", for_user(call), usual_body);
}

void RouteList::add_internal(std::string_view method, std::string_view pattern, PublicCall call,
                             std::uint64_t body_limit) {
    router_.add(
        method, pattern,
        [&context = context_, call](const web::Request& request) { return call(context, request); },
        body_limit);
}

}  // namespace trainingzip::api
