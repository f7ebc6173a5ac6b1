#include "api/operations/users/user_store.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "api/accounts/account_rules.h"
#include "api/accounts/sessions.h"
#include "api/http/hal.h"
#include "api/http/list_totals.h"
#include "api/http/sql_statement.h"
#include "api/operations/users/users_sql.h"
#include "auth/user_id.h"
#include "base/composed_text.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

void exchange_into(soci::statement& statement, User& user) {
    statement.exchange(soci::into(user.id));
    for (std::string* text : {&user.login_id, &user.nick_name, &user.email, &user.role, &user.state}) {
        statement.exchange(soci::into(*text));
    }
    for (std::int64_t* time : {&user.created_at, &user.modified_at}) statement.exchange(soci::into(*time));
}

/// Sorts after every character (U+10FFFF in UTF-8).
constexpr std::string_view last_character = "\xf4\x8f\xbf\xbf";

/// A condition that a login id or nickname begins with a text; an empty one where the text is empty.
class Beginning {
  public:
    explicit Beginning(std::string_view text)
        : from_(unique_key(composed(text))), before_(from_ + std::string(last_character)) {}

    std::string_view sql(soci::session& session) const {
        if (from_.empty()) return {};
        return session.get_backend_name() == "sqlite3" ? users_sql::begins_with_sqlite
                                                       : users_sql::begins_with_postgresql;
    }
    /// The statement must not outlive the object.
    void use_in(soci::statement& statement) const {
        if (from_.empty()) return;
        statement.exchange(soci::use(from_, "from"));
        statement.exchange(soci::use(before_, "before"));
    }

  private:
    const std::string from_;
    const std::string before_;
};

}  // namespace

User require_user(soci::session& session, const web::Request& request) {
    const std::int64_t id = request.path_id("userId", ErrorCode::user_not_found);
    User user;
    soci::statement statement(session);
    exchange_into(statement, user);
    statement.exchange(soci::use(id, "id"));
    execute(statement, fmt::format(users_sql::select,
                                   fmt::arg("conditions", all_of({users_sql::is_present, users_sql::is_one})),
                                   fmt::arg("page", "")));
    if (!statement.fetch()) throw Failure(ErrorCode::user_not_found, "user " + std::to_string(id));
    return user;
}

std::vector<User> find_users(soci::session& session, const PageRequest& page, std::string_view text) {
    const Beginning beginning(text);
    User row;
    soci::statement statement(session);
    exchange_into(statement, row);
    beginning.use_in(statement);
    const PageClause clause(statement, page);
    execute(statement,
            fmt::format(users_sql::select,
                        fmt::arg("conditions", all_of({users_sql::is_present, beginning.sql(session)})),
                        fmt::arg("page", clause.sql())));
    std::vector<User> found;
    while (statement.fetch()) found.push_back(row);
    return found;
}

std::int64_t count_users(soci::session& session, std::string_view text) {
    if (text.empty()) return list_total(session, {"users", std::nullopt});
    const Beginning beginning(text);
    std::int64_t count = 0;
    soci::statement statement(session);
    statement.exchange(soci::into(count));
    beginning.use_in(statement);
    execute(statement,
            fmt::format(users_sql::count,
                        fmt::arg("conditions", all_of({users_sql::is_present, beginning.sql(session)}))));
    statement.fetch();
    return count;
}

User change_state(const OperationsContext& context, const web::Request& request, const std::string& before,
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
    const std::string path = "/admin/users/" + auth::user_id_text(user.id);
    const std::string change = user.state == "LOCKED" ? "unlock" : "lock";
    return {{"userId", auth::user_id_text(user.id)},
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
