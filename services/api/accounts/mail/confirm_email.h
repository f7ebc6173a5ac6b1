#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/email/confirm {token} → 200, empty; the same again where the link was used before, since
/// programs that examine mails open links too. 1121 for a link that is not good.
web::Response confirm_email(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
