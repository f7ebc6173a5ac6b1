#include "auth/token_signer.h"

#include <boost/json.hpp>
#include <utility>

#include "auth/jwt.h"
#include "auth/user_id.h"

namespace trainingzip::auth {
namespace {

namespace json = boost::json;

std::int64_t to_seconds(UtcTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

TokenSigner::TokenSigner(CurrentKey current_key, std::chrono::seconds access_lifetime, const Clock& clock)
    : current_key_(std::move(current_key)), access_lifetime_(access_lifetime), clock_(clock) {}

std::string TokenSigner::access_token(const Principal& principal) const {
    json::array roles = {"ROLE_USER"};
    if (principal.admin) roles.push_back("ROLE_ADMIN");
    const std::int64_t now = to_seconds(clock_.now());
    json::object claims = {{"iss", token_issuer},
                           {"aud", access_audience},
                           {"sub", user_id_text(principal.user_id)},
                           {"roles", std::move(roles)},
                           {"nickName", principal.nick_name},
                           {"iat", now},
                           {"exp", now + access_lifetime_.count()}};
    if (!principal.session_id.empty()) claims["sid"] = principal.session_id;
    return make_token(current_key_(), access_type, claims);
}

std::string TokenSigner::refresh_token(const RefreshClaims& claims) const {
    return make_token(current_key_(), refresh_type,
                      {{"iss", token_issuer},
                       {"aud", refresh_audience},
                       {"sub", user_id_text(claims.user_id)},
                       {"jti", claims.id},
                       {"iat", to_seconds(claims.issued_at)},
                       {"exp", to_seconds(claims.expires_at)}});
}

std::string TokenSigner::media_ticket(std::int64_t training_id, std::string_view access_mark,
                                      std::chrono::seconds lifetime) const {
    const std::int64_t now = to_seconds(clock_.now());
    return make_token(current_key_(), media_type,
                      {{"iss", token_issuer},
                       {"aud", media_audience},
                       {"sub", std::to_string(training_id)},
                       {"mark", access_mark},
                       {"exp", now + lifetime.count()}});
}

}  // namespace trainingzip::auth
