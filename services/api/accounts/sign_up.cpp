#include "api/accounts/sign_up.h"

#include <soci/soci.h>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/nick_name.h"
#include "api/accounts/sessions.h"
#include "api/accounts/token_answer.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

struct NewUser {
    std::string login_id;
    std::string password;
    std::string nick_name;
    std::string nick_name_key;
    std::string email;
};

NewUser read_user(const web::Request& request) {
    const web::JsonBody body(request, {"id", "password", "nickName", "email"});
    NewUser user = web::read_fields(body, [](web::BodyFields& fields) {
        return NewUser{read_login_id(fields),
                       read_new_password(fields, "password"),
                       read_nick_name(fields),
                       {},
                       read_email(fields)};
    });
    user.login_id = unique_key(user.login_id);
    user.nick_name_key = nick_name_key(user.nick_name);
    return user;
}

void refuse_taken(soci::session& session, const NewUser& user) {
    int count = 0;
    session << accounts_sql::count_login_id, soci::into(count), soci::use(user.login_id, "key");
    if (count > 0) throw Failure(ErrorCode::user_id_taken, user.login_id);
    session << accounts_sql::count_nick_name, soci::into(count), soci::use(user.nick_name_key, "key");
    if (count > 0) throw Failure(ErrorCode::nickname_taken, user.nick_name);
}

}  // namespace

web::Response sign_up(ApiContext& context, const web::Request& request) {
    const NewUser user = read_user(request);
    // Asked first without a lock, so that a taken name does not cost a password hash.
    context.database.with_session([&](soci::session& session) { refuse_taken(session, user); });
    const std::string password_hash = context.passwords.hash(user.password);

    const bool is_admin =
        !context.settings.first_admin.empty() && user.login_id == context.settings.first_admin;
    const std::string role = is_admin ? "ADMIN" : "USER";
    auth::Principal principal{0, user.nick_name, is_admin, {}};
    const std::int64_t now = context.now();
    const std::int64_t version = nick_name_key_version();
    context.database.in_transaction([&](soci::session& session) {
        refuse_taken(session, user);
        session << accounts_sql::insert_user, soci::into(principal.user_id),
            soci::use(user.login_id, "login_id"), soci::use(password_hash, "password_hash"),
            soci::use(user.nick_name, "nick_name"), soci::use(user.nick_name_key, "nick_name_key"),
            soci::use(version, "key_version"), soci::use(user.email, "email"), soci::use(role, "role"),
            soci::use(now, "now");
    });
    const auto tokens = start_session(context, principal, password_hash, origin_of(request));
    if (!tokens) throw Failure(ErrorCode::sign_in_failed, "locked as soon as signed up");
    return token_answer(context, *tokens, true);
}

}  // namespace trainingzip::api
