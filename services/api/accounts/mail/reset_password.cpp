#include "api/accounts/mail/reset_password.h"

#include <soci/soci.h>

#include <string>

#include "api/accounts/account_rules.h"
#include "api/accounts/known_clients.h"
#include "api/accounts/mail/mail_links.h"
#include "api/accounts/mail/mail_links_sql.h"
#include "api/accounts/mail/notices.h"
#include "api/accounts/sessions.h"
#include "auth/user_id.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

struct Sent {
    std::string token;
    std::string password;
};

}  // namespace

web::Response reset_password(const AccountsContext& context, const web::Request& request) {
    constexpr auto kind = MailLinkKind::password_reset;
    const web::JsonBody body(request, {"token", "newPassword"});
    const auto sent = web::read_fields(body, [](web::BodyFields& fields) {
        return Sent{read_link_token(fields), read_new_password(fields, "newPassword")};
    });
    // Asked first, so that a link that is not good costs no password hash.
    context.database.with_session(
        [&](soci::session& session) { require_mail_link(context, session, kind, sent.token); });
    const std::string hash = context.passwords.hash(sent.password);
    const std::string name = name_of(kind);
    const std::int64_t now = context.now();
    const MailedAccount account = context.database.in_transaction([&](soci::session& session) {
        MailedAccount found = require_mail_link(context, session, kind, sent.token);
        if (!use_up_mail_link(session, sent.token)) {
            throw Failure(ErrorCode::mail_link_invalid, "the link was used meanwhile");
        }
        session << mail_links_sql::remove_of_user, soci::use(found.user_id, "user_id"),
            soci::use(name, "kind");
        session << mail_links_sql::set_password, soci::use(hash, "password_hash"), soci::use(now, "now"),
            soci::use(found.user_id, "id");
        confirm_email_of(context, session, found.user_id);
        end_sessions(session, found.user_id);
        forget_networks(session, found.user_id);
        order_notice(context, session, request, Notice::password_changed, mailbox_of(session, found.user_id));
        return found;
    });
    context.logger.info("password_reset", {{"user_id", auth::user_id_text(account.user_id)}});
    web::Response answer = web::Response::empty();
    // Wrong passwords before, of whomever, do not delay the sign-in that follows.
    remember_client(context, request, {account.login_id, account.user_id, hash}, answer);
    return answer;
}

}  // namespace trainingzip::api
