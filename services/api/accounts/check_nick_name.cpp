#include "api/accounts/check_nick_name.h"

#include "api/accounts/new_user.h"
#include "api/accounts/nick_name.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response check_nick_name(const AccountsContext& context, const web::Request& request) {
    const std::string& nick_name = request.path_parameter("nick");
    if (examine_nick_name(nick_name) != NickNameProblem::none) {
        throw Failure(ErrorCode::parameter_invalid, "nickname", {{"nick", "characters"}});
    }
    context.name_checks.take(request.client_address, std::chrono::steady_clock::now());
    const std::string key = nick_name_key(nick_name);
    const bool is_taken = context.database.with_session(
        [&](soci::session& session) { return is_nick_name_taken(session, key); });
    if (is_taken) throw Failure(ErrorCode::nickname_taken, nick_name);
    return web::Response::empty();
}

}  // namespace trainingzip::api
