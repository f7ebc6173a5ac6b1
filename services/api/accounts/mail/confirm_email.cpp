#include "api/accounts/mail/confirm_email.h"

#include <soci/soci.h>

#include "api/accounts/mail/mail_links.h"
#include "web/json_body.h"

namespace trainingzip::api {

web::Response confirm_email(const AccountsContext& context, const web::Request& request) {
    const web::JsonBody body(request, {"token"});
    const std::string token =
        web::read_fields(body, [](web::BodyFields& fields) { return read_link_token(fields); });
    context.database.in_transaction([&](soci::session& session) {
        const auto account = require_mail_link(context, session, MailLinkKind::email_confirmation, token);
        confirm_email_of(context, session, account.user_id);
    });
    return web::Response::empty();
}

}  // namespace trainingzip::api
