#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /auth/sessions → the caller's sign-ins: `_embedded.sessionList` of {sessionId, createdDate,
/// lastUsedDate, expiresDate, endsDate, address, userAgent: {deviceType, os, browser, browserVersion},
/// current}.
web::Response list_own_sessions(const AccountsContext& context, const web::Request& request,
                                const auth::Principal& caller);

}  // namespace trainingzip::api
