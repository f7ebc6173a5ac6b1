#pragma once

#include "api/accounts/accounts_context.h"

namespace trainingzip::api {

/// Creates the account that the settings name as first admin, unless the id is taken, and gives it the
/// admin role. Its password is the content of the file in the settings, which is created with a random one
/// if it does not exist. Throws ConfigError for a password that could not be used to sign in.
void ensure_first_admin(const AccountsContext& context);

}  // namespace trainingzip::api
