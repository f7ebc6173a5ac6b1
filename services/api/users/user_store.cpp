#include "api/users/user_store.h"

#include <soci/soci.h>

#include "api/accounts/account_rules.h"
#include "api/accounts/sessions.h"
#include "api/composed_text.h"
#include "api/counts/list_counts.h"
#include "api/hal.h"
#include "api/users/users_sql.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

template <typename Statement>
auto into(Statement&& statement, User& user) {
    return std::forward<Statement>(statement), soci::into(user.id), soci::into(user.login_id),
           soci::into(user.nick_name), soci::into(user.email), soci::into(user.role), soci::into(user.state),
           soci::into(user.created_at), soci::into(user.modified_at);
}

std::string pattern_of(std::string_view beginning) {
    std::string pattern;
    for (const char c : unique_key(composed(beginning))) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

User require_user(soci::session& session, const web::Request& request) {
    const std::int64_t id = request.path_id("userId", ErrorCode::user_not_found);
    User user;
    into(session << users_sql::select << users_sql::is_one, user), soci::use(id, "id");
    if (!session.got_data()) throw Failure(ErrorCode::user_not_found, "user " + std::to_string(id));
    return user;
}

std::vector<User> find_users(soci::session& session, const PageRequest& page, std::string_view beginning) {
    const std::string pattern = pattern_of(beginning);
    const std::int64_t offset = page.offset();
    User row;
    soci::statement statement =
        (into(session.prepare << users_sql::select << users_sql::begins_with << " ORDER BY " << page.order_by
                              << users_sql::limit,
              row),
         soci::use(pattern, "pattern"), soci::use(page.size, "limit"), soci::use(offset, "offset"));
    statement.execute();
    std::vector<User> found;
    while (statement.fetch()) found.push_back(row);
    return found;
}

std::int64_t count_users(soci::session& session, std::string_view beginning) {
    if (beginning.empty()) return count_list(session, {"users", std::nullopt});
    const std::string pattern = pattern_of(beginning);
    std::int64_t count = 0;
    session << users_sql::count << users_sql::begins_with, soci::into(count), soci::use(pattern, "pattern");
    return count;
}

User change_state(ApiContext& context, const web::Request& request, const std::string& before,
                  const std::string& after) {
    const std::int64_t now = context.now();
    return context.database.in_transaction([&](soci::session& session) {
        const std::int64_t id = require_user(session, request).id;
        session << users_sql::set_state, soci::use(after, "state"), soci::use(now, "now"),
            soci::use(id, "id"), soci::use(before, "before");
        if (after == "LOCKED") end_sessions(session, id);
        return require_user(session, request);
    });
}

boost::json::object user_answer(const web::Request& request, const User& user) {
    const std::string path = "/admin/users/" + std::to_string(user.id);
    const std::string change = user.state == "LOCKED" ? "unlock" : "lock";
    return {{"userId", user.id},
            {"id", user.login_id},
            {"nickName", user.nick_name},
            {"email", user.email},
            {"role", user.role},
            {"state", user.state},
            {"createdDate", to_iso8601(from_unix_milliseconds(user.created_at))},
            {"modifiedDate", to_iso8601(from_unix_milliseconds(user.modified_at))},
            {"_links", make_links(request, {{"self", path}, {change, path + "/" + change}})}};
}

}  // namespace trainingzip::api
