#include "api/accounts/token_answer.h"

#include <boost/json/object.hpp>

#include "api/accounts/account_rules.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_token = 4096;
constexpr std::string_view cookie_attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

/// SameSite=Strict keeps the cookie from other sites, but not from other ports and neighbours of this host.
bool comes_from_another_page(const web::Request& request) {
    const std::string_view site = request.headers.find("Sec-Fetch-Site").value_or("same-origin");
    return site != "same-origin" && site != "none";
}

std::optional<std::string> find_cookie(const web::Request& request, std::string_view name) {
    for (const auto& [field, value] : request.headers.fields()) {
        if (unique_key(field) != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t end = rest.find(';');
            std::string_view pair = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
            const std::size_t equals = pair.find('=');
            if (equals == name.size() && pair.starts_with(name)) return std::string(pair.substr(equals + 1));
        }
    }
    return std::nullopt;
}

}  // namespace

web::Response token_answer(const ApiContext& context, const TokenPair& tokens, bool in_body) {
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
            return SentRefreshToken{body.text("refreshToken", 1, longest_token), false};
    }
    if (comes_from_another_page(request)) return std::nullopt;
    auto cookie = find_cookie(request, refresh_cookie_name);
    if (!cookie || cookie->empty()) return std::nullopt;
    return SentRefreshToken{std::move(*cookie), true};
}

}  // namespace trainingzip::api
