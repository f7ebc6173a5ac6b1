#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/api_context.h"
#include "auth/principal.h"

namespace trainingzip::api {

/// What a client needs to stay signed in.
struct TokenPair {
    std::string access;
    std::string refresh;
};

/// Starts a session (a family of refresh tokens).
TokenPair start_session(ApiContext& context, const auth::Principal& principal);

/// Exchanges a refresh token for the next one (RFC 9700, 4.14.2).
///
/// A token that was used less than the grace ago gives the same successor again: an answer may be lost and
/// two tabs may refresh at once. Used later it is taken for stolen, and the whole family ends. Throws
/// Failure(refresh_token_revoked) then and for a session that has ended or a user who is not active, and as
/// TokenVerifier::verify_refresh().
TokenPair continue_session(ApiContext& context, std::string_view refresh_token);

/// Ends the session of a refresh token. A token that is not valid has none: no error.
void end_session(ApiContext& context, std::string_view refresh_token);

}  // namespace trainingzip::api
