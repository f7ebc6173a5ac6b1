#include "api/accounts/change_password.h"

#include <soci/soci.h>

#include <array>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/confirm_password.h"
#include "api/accounts/known_clients.h"
#include "api/accounts/mail/notices.h"
#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"
#include "web/json_body.h"

namespace trainingzip::api {

web::Response change_password(const AccountsContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const web::JsonBody body(request, {"password", "newPassword"});
    const auto [password, new_password] = web::read_fields(body, [](web::BodyFields& fields) {
        std::array texts = {fields.any_text("password", 0, longest_attempt),
                            read_new_password(fields, "newPassword")};
        if (fields.is_good("newPassword") && texts[0] == texts[1]) fields.refuse("newPassword", "same");
        return texts;
    });
    const std::string before = confirm_password(context, caller, password);
    const std::string hash = context.passwords.hash(new_password);
    const std::int64_t now = context.now();
    std::string login_id;
    const bool is_changed = context.database.in_transaction([&](soci::session& session) {
        std::int64_t changed = 0;
        session << accounts_sql::update_password, soci::into(changed), soci::use(hash, "password_hash"),
            soci::use(now, "now"), soci::use(caller.user_id, "id"), soci::use(before, "before");
        if (!session.got_data()) return false;
        end_sessions(session, caller.user_id);
        forget_networks(session, caller.user_id);
        session << accounts_sql::select_login_id, soci::into(login_id), soci::use(caller.user_id, "id"),
            soci::use(hash, "password_hash");
        order_notice(context, session, request, Notice::password_changed,
                     mailbox_of(session, caller.user_id));
        return true;
    });
    const auto tokens = is_changed ? start_session(context, caller, hash, origin_of(request)) : std::nullopt;
    if (!tokens) refuse_changed_password(context, caller);
    web::Response answer = token_answer(context, *tokens, true);
    remember_client(context, request, {login_id, caller.user_id, hash}, answer);
    return answer;
}

}  // namespace trainingzip::api
