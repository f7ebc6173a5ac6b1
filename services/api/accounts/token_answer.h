#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "api/accounts/sessions.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// Our page has the refresh token in a cookie that scripts cannot read, for this host and TLS only (RFC
/// 6265bis, "__Host-"). Other clients use the one in the body.
inline constexpr std::string_view refresh_cookie_name = "__Host-refresh";

/// {accessToken, refreshToken} and the cookie. Without in_body the refresh token is only in the cookie.
web::Response token_answer(const AccountsContext& context, const TokenPair& tokens, bool in_body);

/// Makes the browser drop the cookie.
void clear_refresh_cookie(web::Response& response);

/// A refresh token as sent with a request.
struct SentRefreshToken {
    std::string text;
    bool from_cookie = false;
};

/// `refreshToken` of the JSON body, else the cookie; nullopt when there is neither, or the cookie came with a
/// request of another page (Sec-Fetch-Site of W3C Fetch Metadata). The body may be empty.
/// Throws as web::JsonBody does.
std::optional<SentRefreshToken> read_refresh_token(const web::Request& request);

}  // namespace trainingzip::api
