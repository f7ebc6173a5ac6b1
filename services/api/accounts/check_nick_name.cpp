#include "api/accounts/check_nick_name.h"

#include <soci/soci.h>

#include "api/accounts/accounts_sql.h"
#include "api/accounts/nick_name.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response check_nick_name(ApiContext& context, const web::Request& request) {
    const std::string& nick_name = request.path_parameter("nick");
    if (examine_nick_name(nick_name) != NickNameProblem::none) {
        throw Failure(ErrorCode::parameter_invalid, "nickname", {{"nick", "characters"}});
    }
    const std::string key = nick_name_key(nick_name);
    const int count = context.database.with_session([&](soci::session& session) {
        int found = 0;
        session << accounts_sql::count_nick_name, soci::into(found), soci::use(key, "key");
        return found;
    });
    if (count > 0) throw Failure(ErrorCode::nickname_taken, nick_name);
    return web::Response::empty();
}

}  // namespace trainingzip::api
