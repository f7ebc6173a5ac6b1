#include "api/accounts/first_admin.h"

#include <soci/soci.h>

#include "api/accounts/account_rules.h"
#include "api/accounts/accounts_sql.h"
#include "api/accounts/new_user.h"
#include "auth/secret_file.h"
#include "base/config.h"
#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

std::string read_password(const std::filesystem::path& file) {
    std::string password = auth::read_or_make_secret(file, [] { return random_token(18) + "\n"; });
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r')) password.pop_back();
    if (!is_valid_utf8(password) || count_code_points(password) < 8 || password.size() > longest_attempt ||
        is_common_password(password)) {
        throw ConfigError(
            "the password of the first admin in " + file.string() +
            " must be one line of at least 8 characters, and none of the most common passwords");
    }
    return password;
}

}  // namespace

void ensure_first_admin(const AccountsContext& context) {
    const std::string& login_id = context.settings.first_admin;
    if (login_id.empty()) return;
    if (!is_login_id(login_id)) throw ConfigError("first_admin_id is no id: " + login_id);
    const bool exists = context.database.with_session([&](soci::session& session) {
        std::int64_t id = 0;
        session << accounts_sql::promote, soci::into(id), soci::use(login_id, "login_id");
        if (session.got_data()) return true;
        if (!is_login_id_taken(session, login_id)) return false;
        throw ConfigError("first_admin_id names somebody who has left, and the id stays theirs: " + login_id);
    });
    if (exists) return;
    NewUser admin;
    admin.login_id = login_id;
    admin.password_hash = context.passwords.hash(read_password(context.settings.first_admin_password));
    admin.role = "ADMIN";
    context.database.in_transaction([&](soci::session& session) {
        if (is_login_id_taken(session, login_id)) return;
        admin.set_nick_name(login_id);
        if (is_nick_name_taken(session, admin.nick_name_key)) {
            admin.set_nick_name(login_id + " " + random_token(6));
        }
        insert_user(session, admin, context.now());
    });
    context.logger.info(
        "first_admin_made",
        {{"id", login_id}, {"password_file", context.settings.first_admin_password.string()}});
}

}  // namespace trainingzip::api
