#include "api/accounts/new_user.h"

#include <soci/soci.h>

#include "api/accounts/accounts_sql.h"
#include "api/accounts/nick_name.h"

namespace trainingzip::api {
namespace {

bool is_taken(soci::session& session, std::string_view statement, const std::string& key) {
    int count = 0;
    session << statement, soci::into(count), soci::use(key, "key");
    return count > 0;
}

}  // namespace

void NewUser::set_nick_name(const std::string& name) {
    nick_name = name;
    nick_name_key = api::nick_name_key(name);
}

bool is_login_id_taken(soci::session& session, const std::string& login_id) {
    return is_taken(session, accounts_sql::count_login_id, login_id);
}

bool is_nick_name_taken(soci::session& session, const std::string& key) {
    return is_taken(session, accounts_sql::count_nick_name, key);
}

std::int64_t insert_user(soci::session& session, const NewUser& user, std::int64_t now) {
    std::int64_t id = 0;
    const std::int64_t version = nick_name_key_version();
    session << accounts_sql::insert_user, soci::into(id), soci::use(user.login_id, "login_id"),
        soci::use(user.password_hash, "password_hash"), soci::use(user.nick_name, "nick_name"),
        soci::use(user.nick_name_key, "nick_name_key"), soci::use(version, "key_version"),
        soci::use(user.email, "email"), soci::use(user.role, "role"), soci::use(now, "now");
    return id;
}

}  // namespace trainingzip::api
