#include "api/http/route_list.h"

#include "api/http/conditional.h"
#include "base/error.h"
#include "web/router_table.h"

namespace trainingzip::api {

void RouteList::add(const Endpoint& endpoint, std::string_view access, web::Handler handler,
                    std::uint64_t body_limit) {
    if (endpoint.method == "GET") handler = with_entity_tag(std::move(handler), access);
    router_.add(endpoint.method, endpoint.pattern, std::move(handler), body_limit);
    describe(endpoint, access);
}

void RouteList::add_slow(const Endpoint& endpoint, std::string_view access, web::Handler handler) {
    router_.add_slow(endpoint.method, endpoint.pattern, std::move(handler), usual_body);
    describe(endpoint, access);
}

void RouteList::describe(const Endpoint& endpoint, std::string_view access) {
    web::Route& route = router_.table().routes.back();
    route.operation = endpoint.operation;
    route.access = access;
}

web::Handler RouteList::for_user(auth::UserHandler handler) const {
    return auth::require_user(callers_.verifier,
                              [require_active = callers_.require_active, handler = std::move(handler)](
                                  const web::Request& request, const auth::Principal& told) {
                                  const auth::Principal caller = require_active(told);
                                  try {
                                      return handler(request, caller);
                                  } catch (const Failure&) {
                                      throw;
                                  } catch (const std::exception&) {
                                      // The account may be deleted while the call runs; the database then
                                      // rejects rows that refer to it.
                                      require_active(caller);
                                      throw;
                                  }
                              });
}

void RouteList::add_public(const Endpoint& endpoint, web::Handler handler, std::uint64_t body_limit) {
    add(endpoint, "public", std::move(handler), body_limit);
}

void RouteList::add_visitor(const Endpoint& endpoint, auth::VisitorHandler handler,
                            std::uint64_t body_limit) {
    add(endpoint, "visitor",
        auth::allow_visitor(callers_.verifier,
                            [require_active = callers_.require_active, handler = std::move(handler)](
                                const web::Request& request, const auth::Principal* told) {
                                if (!told) return handler(request, nullptr);
                                const auth::Principal caller = require_active(*told);
                                return handler(request, &caller);
                            }),
        body_limit);
}

void RouteList::add_user(const Endpoint& endpoint, auth::UserHandler handler, std::uint64_t body_limit) {
    add(endpoint, "user", for_user(std::move(handler)), body_limit);
}

void RouteList::add_admin(const Endpoint& endpoint, auth::UserHandler handler) {
    add(endpoint, "admin",
        for_user([handler = std::move(handler)](const web::Request& request, const auth::Principal& caller) {
            if (!caller.admin) throw Failure(ErrorCode::not_permitted, "needs an admin");
            return handler(request, caller);
        }),
        usual_body);
}

void RouteList::add_slow_public(const Endpoint& endpoint, web::Handler handler) {
    add_slow(endpoint, "public", std::move(handler));
}

void RouteList::add_slow_user(const Endpoint& endpoint, auth::UserHandler handler) {
    add_slow(endpoint, "user", for_user(std::move(handler)));
}

void RouteList::add_internal(std::string_view method, std::string_view pattern, web::Handler handler,
                             std::uint64_t body_limit) {
    router_.add(method, pattern, std::move(handler), body_limit);
}

}  // namespace trainingzip::api
