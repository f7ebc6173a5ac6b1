#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /auth/sessions/{id} → 200, empty; ends one of the caller's sign-ins, 0010 for any other.
web::Response remove_session(const AccountsContext& context, const web::Request& request,
                             const auth::Principal& caller);

}  // namespace trainingzip::api
