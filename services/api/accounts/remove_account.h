#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /auth/account {password} → 200, empty. Everything of the caller goes with it; the login id stays
/// taken, so that nobody takes the place of who has left. 0011 for a wrong password, 0009 after too many of
/// them.
web::Response remove_account(const AccountsContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
