#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/api_context.h"

namespace trainingzip::api {

/// Holds the password of a signed-in user against the account, throttled together with sign-in, and gives the
/// hash that it matches: what is done with it must ask for that hash again, as others may change it
/// meanwhile. Throws Failure(password_wrong), Failure(too_many_attempts), Failure(unavailable) when too many
/// hashes are asked for, Failure(refresh_token_revoked) when the account is gone.
std::string confirm_password(ApiContext& context, std::int64_t user_id, std::string_view password,
                             std::string_view address);

}  // namespace trainingzip::api
