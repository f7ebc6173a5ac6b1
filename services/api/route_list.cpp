#include "api/route_list.h"

#include <utility>

#include "auth/require_user.h"

namespace trainingzip::api {

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    std::string_view access, web::Handler handler, std::uint64_t body_limit) {
    router_.add(method, pattern, std::move(handler), body_limit);
    const std::string name(operation);
    rows_ += "<tr id=\"" + name + "\"><td>" + name + "</td><td>" + std::string(method) + " " +
             std::string(pattern) + "</td><td>" + std::string(access) + "</td></tr>\n";
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
    add(method, pattern, operation, "public",
        auth::allow_visitor(
            context_.verifier,
            [&context = context_, call](const web::Request& request, const auth::Principal* caller) {
                return call(context, request, caller);
            }),
        body_limit);
}

void RouteList::add(std::string_view method, std::string_view pattern, std::string_view operation,
                    UserCall call, std::uint64_t body_limit) {
    add(method, pattern, operation, "ROLE_USER",
        auth::require_user(
            context_.verifier,
            [&context = context_, call](const web::Request& request, const auth::Principal& caller) {
                return call(context, request, caller);
            }),
        body_limit);
}

void RouteList::add_admin(std::string_view method, std::string_view pattern, std::string_view operation,
                          UserCall call) {
    add(method, pattern, operation, "ROLE_ADMIN",
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

web::Router RouteList::finish() {
    const std::string page =
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Training.zip API</title>\n"
        "<h1>Training.zip API</h1>\n<table>\n<tr><th>Operation</th><th>Request</th><th>For</th></tr>\n" +
        rows_ + "</table>\n</html>\n";
    router_.add("GET", "/docs", [page](const web::Request&) {
        web::Response response = web::Response::text(page, "text/html; charset=utf-8");
        response.headers.set("Content-Security-Policy", "default-src 'none'");
        response.headers.set("Cache-Control", "public, max-age=300");
        return response;
    });
    return std::move(router_);
}

}  // namespace trainingzip::api
