#include "api/accounts/mail/ask_reset.h"

#include <soci/soci.h>

#include "api/accounts/account_rules.h"
#include "api/accounts/mail/account_mails.h"
#include "web/json_body.h"

namespace trainingzip::api {

web::Response ask_password_reset(const AccountsContext& context, const web::Request& request) {
    const web::JsonBody body(request, {"email"});
    const std::string email =
        web::read_fields(body, [](web::BodyFields& fields) { return read_email(fields); });
    require_mail(context);
    context.database.in_transaction([&](soci::session& session) {
        context.mail_requests.take(session, email, request.client_address, context.clock.now());
        order_reset_mail(context, session, request, email);
    });
    return web::Response::empty(202);
}

}  // namespace trainingzip::api
