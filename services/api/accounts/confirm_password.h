#pragma once

#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"

namespace trainingzip::api {

/// Holds the password of a signed-in user against the account and gives the hash that it matches. Wrong
/// ones are counted by session: who is signed in is not slowed down by others who guess. What is done with
/// the hash must ask for it again, as others may change it meanwhile. Throws Failure(password_wrong),
/// Failure(too_many_attempts), Failure(unavailable) when too many hashes are asked for,
/// Failure(refresh_token_revoked) when the account is gone.
std::string confirm_password(const AccountsContext& context, const auth::Principal& caller,
                             std::string_view password);

}  // namespace trainingzip::api
