#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api_context.h"
#include "auth/principal.h"
#include "web/request.h"

namespace soci {
class session;
}

namespace trainingzip::api {

/// What a client needs to stay signed in.
struct TokenPair {
    std::string access;
    std::string refresh;
};

/// Where a sign-in came from.
struct Origin {
    std::string user_agent;  ///< At most 400 bytes.
    std::string address;
};
Origin origin_of(const web::Request& request);

/// Sessions of one user at once; the one that was not used for longest gives way to one more.
inline constexpr std::int64_t most_sessions = 50;

/// Starts a session (a family of refresh tokens). It ends when it is not refreshed for the lifetime of a
/// refresh token, and in any case after the lifetime of a session.
///
/// password_hash is the one that the password was verified against, which takes a while: nullopt when the
/// account has another by now, is not active or is gone. So no sign-in outlives the change that should have
/// ended it.
std::optional<TokenPair> start_session(ApiContext& context, const auth::Principal& principal,
                                       const std::string& password_hash, const Origin& origin);

/// Exchanges a refresh token for the next one (RFC 9700, 4.14.2).
///
/// A session has one active token, which nobody has used yet. Its parent, the token whose use made it, gives
/// the active one again, however often: an answer may be lost, tabs may refresh at once, and clients of 2020
/// keep the token of the sign-in for as long as it lives. An older token, whose successor has been used, is
/// in the hands of two, and the whole session ends. (The rule of Supabase's GoTrue, without its grace.)
/// Throws Failure(refresh_token_revoked) then and for a session that has ended or a user who is not active,
/// and as TokenVerifier::verify_refresh().
TokenPair continue_session(ApiContext& context, std::string_view refresh_token);

/// Ends the session of a refresh token. A token that is not valid has none: no error.
void end_session(ApiContext& context, std::string_view refresh_token);

/// Ends a session of this user; false when they have none with this id.
bool end_session(ApiContext& context, std::int64_t user_id, const std::string& session_id);

/// Ends every session of a user.
void end_sessions(soci::session& session, std::int64_t user_id);

/// One sign-in that has not ended. Times are Unix milliseconds.
struct SignIn {
    std::string id;
    Origin origin;
    std::int64_t created_at = 0;
    std::int64_t last_used_at = 0;
    std::int64_t expires_at = 0;  ///< Unless it is refreshed before.
    std::int64_t ends_at = 0;     ///< In any case.
};

/// Those of a user, the one used last first.
std::vector<SignIn> list_sessions(ApiContext& context, std::int64_t user_id);

/// Removes what has ended by itself.
void remove_ended_sessions(ApiContext& context);

/// Who asks, when the session of the token goes on and the account is active: name and role as they are now.
/// Throws Failure(refresh_token_revoked) otherwise.
auth::Principal require_active(ApiContext& context, const auth::Principal& told);

}  // namespace trainingzip::api
