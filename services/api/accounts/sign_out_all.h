#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/signout/all → 200, empty; ends every sign-in of the caller, this one too.
web::Response sign_out_all(const AccountsContext& context, const web::Request& request,
                           const auth::Principal& caller);

}  // namespace trainingzip::api
