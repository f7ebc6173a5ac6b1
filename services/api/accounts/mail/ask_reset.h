#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/password/forgotten {email} → 202, empty, whether anybody has the address or not; they get a
/// mail in the language of the request. 0009 after too many, 1120 when no mails are sent.
web::Response ask_password_reset(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
