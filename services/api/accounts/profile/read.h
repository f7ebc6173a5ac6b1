#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /profile → {name, userId, leaderboard, email, emailConfirmed} of the caller; `_links` to the sizes of
/// the picture where there is one, else image alone, to which one is sent, and sendConfirmation where the
/// address can be confirmed.
web::Response read_profile(const AccountsContext& context, const web::Request& request,
                           const auth::Principal& caller);

}  // namespace trainingzip::api
