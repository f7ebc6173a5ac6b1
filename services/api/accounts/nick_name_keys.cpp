#include "api/accounts/nick_name_keys.h"

#include <soci/soci.h>

#include <string>
#include <utility>
#include <vector>

#include "api/accounts/accounts_sql.h"
#include "api/accounts/nick_name.h"

namespace trainingzip::api {
namespace {

/// True while there may be more.
bool renew_some(soci::session& session, std::int64_t version) {
    std::vector<std::pair<std::int64_t, std::string>> users;
    std::pair<std::int64_t, std::string> row;
    soci::statement statement = (session.prepare << accounts_sql::select_old_keys, soci::into(row.first),
                                 soci::into(row.second), soci::use(version, "version"));
    statement.execute();
    while (statement.fetch()) users.push_back(row);
    for (const auto& [id, name] : users) {
        std::string key = nick_name_key(name);
        int others = 0;
        session << accounts_sql::count_others_with_key, soci::into(others), soci::use(key, "key"),
            soci::use(id, "id");
        // No key of a name has a line break in it.
        if (others > 0) key += "\n" + std::to_string(id);
        session << accounts_sql::update_key, soci::use(key, "key"), soci::use(version, "version"),
            soci::use(id, "id");
    }
    return !users.empty();
}

}  // namespace

void renew_nick_name_keys(const AccountsContext& context) {
    const std::int64_t version = nick_name_key_version();
    bool goes_on = true;
    while (goes_on) {
        goes_on = context.database.in_transaction(
            [&](soci::session& session) { return renew_some(session, version); });
    }
}

}  // namespace trainingzip::api
