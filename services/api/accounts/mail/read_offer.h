#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /auth/mail → {offered}: whether mails are sent, and so whether a password can be reset.
web::Response read_mail_offer(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
