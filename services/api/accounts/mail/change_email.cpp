#include "api/accounts/mail/change_email.h"

#include <soci/soci.h>

#include <string>

#include "api/accounts/account_rules.h"
#include "api/accounts/confirm_password.h"
#include "api/accounts/mail/account_mails.h"
#include "api/accounts/mail/mail_links_sql.h"
#include "api/accounts/mail/notices.h"
#include "auth/user_id.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

struct Sent {
    std::string password;
    std::string email;
};

}  // namespace

web::Response change_email(const AccountsContext& context, const web::Request& request,
                           const auth::Principal& caller) {
    const web::JsonBody body(request, {"password", "email"});
    const auto sent = web::read_fields(body, [](web::BodyFields& fields) {
        return Sent{fields.any_text("password", 0, longest_attempt), read_email(fields)};
    });
    const std::string hash = confirm_password(context, caller, sent.password);
    const std::int64_t now = context.now();
    const bool is_changed = context.database.in_transaction([&](soci::session& session) {
        const Mailbox before = mailbox_of(session, caller.user_id);
        if (before.email == sent.email) {
            throw Failure(ErrorCode::body_fields_invalid, "the address stays", {{"/email", "same"}});
        }
        std::int64_t changed = 0;
        session << mail_links_sql::change_email, soci::into(changed), soci::use(sent.email, "email"),
            soci::use(now, "now"), soci::use(caller.user_id, "id"), soci::use(hash, "password_hash");
        if (!session.got_data()) return false;
        session << mail_links_sql::remove_all_of_user, soci::use(caller.user_id, "user_id");
        order_notice(context, session, request, Notice::email_changed, before);
        try_confirmation_mail(context, session, request, caller.user_id, sent.email);
        return true;
    });
    if (!is_changed) refuse_changed_password(context, caller);
    context.logger.info("email_changed", {{"user_id", auth::user_id_text(caller.user_id)}});
    return web::Response::empty();
}

}  // namespace trainingzip::api
