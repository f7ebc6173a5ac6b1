#include "api/accounts/check_id.h"

#include "api/accounts/account_rules.h"
#include "api/accounts/new_user.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response check_id(const AccountsContext& context, const web::Request& request) {
    const std::string& id = request.path_parameter("id");
    if (!is_login_id(id)) throw Failure(ErrorCode::parameter_invalid, "id", {{"id", "characters"}});
    context.name_checks.take(request.client_address, std::chrono::steady_clock::now());
    const std::string key = unique_key(id);
    const bool is_taken = context.database.with_session(
        [&](soci::session& session) { return is_login_id_taken(session, key); });
    if (is_taken) throw Failure(ErrorCode::user_id_taken, id);
    return web::Response::empty();
}

}  // namespace trainingzip::api
