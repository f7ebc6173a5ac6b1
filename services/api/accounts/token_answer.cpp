#include "api/accounts/token_answer.h"

#include <boost/json/object.hpp>

#include "web/cookie.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_refresh_token = 4096;
constexpr std::string_view cookie_attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

/// SameSite=Strict keeps the cookie from other sites, but not from other ports and neighbours of this host.
bool comes_from_another_page(const web::Request& request) {
    const std::string_view site = request.headers.find("Sec-Fetch-Site").value_or("same-origin");
    return site != "same-origin" && site != "none";
}

}  // namespace

web::Response token_answer(const AccountsContext& context, const TokenPair& tokens, bool in_body) {
    boost::json::object body = {{"accessToken", tokens.access}};
    if (in_body) body["refreshToken"] = tokens.refresh;
    web::Response response = web::Response::hal(body);
    response.headers.add("Set-Cookie", std::string(refresh_cookie_name) + "=" + tokens.refresh +
                                           std::string(cookie_attributes) +
                                           std::to_string(context.settings.refresh_token_lifetime.count()));
    return response;
}

void clear_refresh_cookie(web::Response& response) {
    response.headers.add("Set-Cookie",
                         std::string(refresh_cookie_name) + "=" + std::string(cookie_attributes) + "0");
}

std::optional<SentRefreshToken> read_refresh_token(const web::Request& request) {
    if (!request.body.empty()) {
        const web::JsonBody body(request, {"refreshToken"});
        if (!body.object().empty())
            return SentRefreshToken{body.text("refreshToken", 1, longest_refresh_token), false};
    }
    if (comes_from_another_page(request)) return std::nullopt;
    const auto cookie = web::find_cookie(request, refresh_cookie_name);
    if (!cookie || cookie->empty()) return std::nullopt;
    return SentRefreshToken{std::string(*cookie), true};
}

}  // namespace trainingzip::api
