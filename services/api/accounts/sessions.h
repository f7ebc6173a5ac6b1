#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/accounts/accounts_context.h"
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

/// The client of a sign-in.
struct Origin {
    std::string user_agent;  ///< At most 400 bytes.
    std::string address;
};
Origin origin_of(const web::Request& request);

/// Concurrent sessions of one user; one more replaces the least recently used.
inline constexpr std::int64_t most_sessions = 50;

/// Starts a session (a family of refresh tokens). It ends when it is not refreshed within the lifetime of a
/// refresh token, and in any case after the lifetime of a session.
///
/// password_hash is the hash against which the password was verified. Returns nullopt if the account's hash
/// has changed since, or if the account is inactive or deleted: so no sign-in survives a change that should
/// have ended it.
std::optional<TokenPair> start_session(const AccountsContext& context, const auth::Principal& principal,
                                       const std::string& password_hash, const Origin& origin);

/// Exchanges a refresh token for the next one (RFC 9700, 4.14.2).
///
/// A session has one active token, which has not been used yet. Its parent, the token whose use created it,
/// returns the same active token any number of times: a response may be lost, tabs may refresh at the same
/// time, and clients of 2020 keep the token of the sign-in for as long as it lives. An older token, whose
/// successor has been used, is in the hands of two parties, and the whole session ends. (The rule of
/// Supabase's GoTrue, without its grace period.) Throws Failure(refresh_token_revoked) then, for a session
/// that has ended and for an inactive user, and as TokenVerifier::verify_refresh().
TokenPair continue_session(const AccountsContext& context, std::string_view refresh_token);

/// Ends the session of a refresh token. An invalid token has none, which is no error.
void end_session(const AccountsContext& context, std::string_view refresh_token);

/// Ends a session of this user; false when they have none with this id.
bool end_session(const AccountsContext& context, std::int64_t user_id, const std::string& session_id);

/// Ends every session of a user.
void end_sessions(soci::session& session, std::int64_t user_id);

/// A session that has not ended. Times are Unix milliseconds.
struct SignIn {
    std::string id;
    Origin origin;
    std::int64_t created_at = 0;
    std::int64_t last_used_at = 0;
    std::int64_t expires_at = 0;  ///< Unless it is refreshed before.
    std::int64_t ends_at = 0;     ///< In any case.
};

/// Sessions of a user, the most recently used first.
std::vector<SignIn> list_sessions(const AccountsContext& context, std::int64_t user_id);

/// Removes sessions and tokens that have expired.
void remove_ended_sessions(const AccountsContext& context);

/// The caller with their current name and role, if the session of the token has not ended and the account
/// is active. Throws Failure(refresh_token_revoked) otherwise.
auth::Principal require_active(const AccountsContext& context, const auth::Principal& told);

}  // namespace trainingzip::api
