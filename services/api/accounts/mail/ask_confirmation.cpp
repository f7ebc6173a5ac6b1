#include "api/accounts/mail/ask_confirmation.h"

#include <soci/soci.h>

#include "api/accounts/mail/account_mails.h"
#include "api/accounts/mail/mail_links_sql.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response ask_email_confirmation(const AccountsContext& context, const web::Request& request,
                                     const auth::Principal& caller) {
    require_mail(context);
    context.database.in_transaction([&](soci::session& session) {
        std::string email;
        std::int64_t confirmed_at = 0;
        session << mail_links_sql::select_email, soci::into(email), soci::into(confirmed_at),
            soci::use(caller.user_id, "id");
        if (!session.got_data() || email.empty()) throw Failure(ErrorCode::email_missing);
        if (confirmed_at > 0) throw Failure(ErrorCode::email_confirmed);
        context.mail_requests.take(session, email, request.client_address, context.clock.now());
        order_confirmation_mail(context, session, request, caller.user_id);
    });
    return web::Response::empty(202);
}

}  // namespace trainingzip::api
