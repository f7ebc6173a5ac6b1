#include "api/accounts/profile/update.h"

#include <soci/soci.h>

#include <optional>

#include "api/accounts/account_rules.h"
#include "api/accounts/nick_name.h"
#include "api/accounts/profile/profile_sql.h"
#include "api/http/optional_fields.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {

web::Response update_profile(const AccountsContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const web::JsonBody body(request, {"nickName", "leaderboard"});
    std::optional<bool> leaderboard;
    const std::string nick_name = web::read_fields(body, [&](web::BodyFields& fields) {
        leaderboard = optional_flag(fields, "leaderboard");
        const bool keeps_name = leaderboard && fields.find("nickName") == nullptr;
        return keeps_name ? std::string() : read_nick_name(fields);
    });
    const std::string key = nick_name.empty() ? nick_name : nick_name_key(nick_name);
    if (!nick_name.empty()) {
        context.name_checks.take(request.client_address, std::chrono::steady_clock::now());
    }
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        if (leaderboard) {
            const int shown = *leaderboard ? 1 : 0;
            session << profile_sql::update_leaderboard, soci::use(shown, "shown"),
                soci::use(caller.user_id, "id");
        }
        if (nick_name.empty()) return;
        int count = 0;
        session << profile_sql::count_others_with_name, soci::into(count), soci::use(key, "key"),
            soci::use(caller.user_id, "id");
        if (count > 0) throw Failure(ErrorCode::nickname_taken, nick_name);
        session << profile_sql::update_name, soci::use(nick_name, "nick_name"), soci::use(key, "key"),
            soci::use(now, "now"), soci::use(caller.user_id, "id");
    });
    return web::Response::empty();
}

}  // namespace trainingzip::api
