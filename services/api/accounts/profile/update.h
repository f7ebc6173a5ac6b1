#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// PUT /profile {nickName and, or, leaderboard} → 200, empty; 0007 when another user has the name, which
/// tokens carry from the next refresh. leaderboard: whether others see the best scores.
web::Response update_profile(const AccountsContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
