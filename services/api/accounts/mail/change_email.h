#pragma once

#include "api/accounts/accounts_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// PUT /auth/email {password, email} → 200, empty. The new address is not confirmed, and links in mails to
/// the old one are void. Where mails are sent, the old address is told and the new one gets the mail that
/// confirms it. Whether others have the address makes no difference. 0011 for a wrong password, 0009 after
/// too many of them, 2012 for the address that the account has.
web::Response change_email(const AccountsContext& context, const web::Request& request,
                           const auth::Principal& caller);

}  // namespace trainingzip::api
