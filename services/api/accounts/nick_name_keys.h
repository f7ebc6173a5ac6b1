#pragma once

#include "api/accounts/accounts_context.h"

namespace trainingzip::api {

/// Makes the keys again that other rules or other data of ICU have made. Of users whose names have become
/// alike, one gets the key alone, and all keep their names.
void renew_nick_name_keys(const AccountsContext& context);

}  // namespace trainingzip::api
