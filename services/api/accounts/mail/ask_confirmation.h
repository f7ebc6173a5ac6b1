#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /auth/email/confirmation → 202, empty: the caller gets another mail. 0009 after too many, 1120 when
/// no mails are sent, 1122 when the address is confirmed, 1123 when there is none.
web::Response ask_email_confirmation(const AccountsContext& context, const web::Request& request,
                                     const auth::Principal& caller);

}  // namespace trainingzip::api
