#include "api/accounts/change_password.h"

#include <soci/soci.h>

#include <array>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/confirm_password.h"
#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"
#include "web/json_body.h"

namespace trainingzip::api {

web::Response change_password(ApiContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const web::JsonBody body(request, {"password", "newPassword"});
    const auto [password, new_password] = web::read_fields(body, [](web::BodyFields& fields) {
        std::array texts = {fields.any_text("password", 0, longest_attempt),
                            read_new_password(fields, "newPassword")};
        if (fields.is_good("newPassword") && texts[0] == texts[1]) fields.refuse("newPassword", "same");
        return texts;
    });
    confirm_password(context, caller.user_id, password, request.client_address);
    const std::string hash = context.passwords.hash(new_password);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        session << accounts_sql::update_password, soci::use(hash, "password_hash"), soci::use(now, "now"),
            soci::use(caller.user_id, "id");
        end_sessions(session, caller.user_id);
    });
    return token_answer(context, start_session(context, caller, origin_of(request)), true);
}

}  // namespace trainingzip::api
