#pragma once

#include "api/accounts/accounts_context.h"

namespace trainingzip::api {

/// Makes the account whom the settings name as first admin, unless somebody has that id, and gives it that
/// role. Its password is what stands in the file of the settings, which is made with a random one where it
/// does not exist. Throws ConfigError for a password that nobody could sign in with.
void ensure_first_admin(const AccountsContext& context);

}  // namespace trainingzip::api
