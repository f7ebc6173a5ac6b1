#pragma once

#include "api/accounts/accounts_context.h"

namespace trainingzip::api {

/// Recomputes the keys that were made with other rules or other data of ICU. If names of several users have
/// become equal, one of them gets the key alone; all keep their names.
void renew_nick_name_keys(const AccountsContext& context);

}  // namespace trainingzip::api
