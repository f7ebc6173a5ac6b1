#include "api/accounts/check_id.h"

#include <soci/soci.h>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response check_id(ApiContext& context, const web::Request& request) {
    const std::string& id = request.path_parameter("id");
    if (!is_login_id(id)) throw Failure(ErrorCode::parameter_invalid, "id", {{"id", "characters"}});
    const std::string key = unique_key(id);
    const int count = context.database.with_session([&](soci::session& session) {
        int found = 0;
        session << accounts_sql::count_login_id, soci::into(found), soci::use(key, "key");
        return found;
    });
    if (count > 0) throw Failure(ErrorCode::user_id_taken, id);
    return web::Response::empty();
}

}  // namespace trainingzip::api
