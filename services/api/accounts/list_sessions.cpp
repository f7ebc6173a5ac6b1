#include "api/accounts/list_sessions.h"

#include <boost/json/array.hpp>

#include "api/accounts/sessions.h"
#include "api/http/hal.h"
#include "base/clock.h"

namespace trainingzip::api {
namespace {

std::string date(std::int64_t milliseconds) {
    return to_iso8601(from_unix_milliseconds(milliseconds));
}

boost::json::object session_answer(const AccountsContext& context, const web::Request& request,
                                   const SignIn& sign_in, bool is_current) {
    const incident::UserAgent agent = context.browsers.read(sign_in.origin.user_agent);
    return {{"sessionId", sign_in.id},
            {"createdDate", date(sign_in.created_at)},
            {"lastUsedDate", date(sign_in.last_used_at)},
            {"expiresDate", date(sign_in.expires_at)},
            {"endsDate", date(sign_in.ends_at)},
            {"address", sign_in.origin.address},
            {"userAgent", boost::json::object{{"deviceType", agent.device_type},
                                              {"os", agent.os},
                                              {"browser", agent.browser},
                                              {"browserVersion", agent.browser_version}}},
            {"current", is_current},
            {"_links", make_links(request, {{"endSession", "/auth/sessions/" + sign_in.id}})}};
}

}  // namespace

web::Response list_own_sessions(const AccountsContext& context, const web::Request& request,
                                const auth::Principal& caller) {
    boost::json::array items;
    for (const SignIn& sign_in : list_sessions(context, caller.user_id)) {
        items.push_back(session_answer(context, request, sign_in, sign_in.id == caller.session_id));
    }
    return web::Response::hal(
        boost::json::object{{"_embedded", boost::json::object{{"sessionList", std::move(items)}}},
                            {"_links", make_links(request, {{"self", "/auth/sessions"},
                                                            {"endAll", "/auth/signout/all"},
                                                            {"profile", profile_path("list-sessions")}})}});
}

}  // namespace trainingzip::api
