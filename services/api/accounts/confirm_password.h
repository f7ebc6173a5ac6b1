#pragma once

#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"

namespace trainingzip::api {

/// Verifies the password of a signed-in user and returns the hash that it matches. Failures are counted by
/// session, so that others who guess do not slow down a signed-in user. Whatever depends on the hash must
/// check it again in its transaction, since the password may change meanwhile. Throws
/// Failure(password_wrong), Failure(too_many_attempts), Failure(unavailable) when too many hashes are being
/// computed, Failure(refresh_token_revoked) when the account was deleted.
std::string confirm_password(const AccountsContext& context, const auth::Principal& caller,
                             std::string_view password);

/// For a hash that is no longer the one that confirm_password() returned: throws
/// Failure(refresh_token_revoked) when the session has ended meanwhile, Failure(unavailable) otherwise.
[[noreturn]] void refuse_changed_password(const AccountsContext& context, const auth::Principal& caller);

}  // namespace trainingzip::api
