#include "api/operations/users/list.h"

#include <soci/soci.h>

#include <array>

#include "api/http/hal.h"
#include "api/http/paging.h"
#include "api/operations/users/user_store.h"
#include "api/operations/users/users_sql.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 6> sort_columns = {{
    {"userId", users_sql::id_column},
    {"id", users_sql::login_id_column},
    {"nickName", users_sql::nick_name_column},
    {"role", users_sql::role_column},
    {"state", users_sql::state_column},
    {"createdDate", users_sql::created_column},
}};
constexpr DefaultOrder newest_first{users_sql::newest_first, {}, users_sql::id_column, true};

}  // namespace

web::Response list_users(const OperationsContext& context, const web::Request& request,
                         const auth::Principal&) {
    const PageRequest page = parse_page_request(request, sort_columns, newest_first);
    const std::string search(request.query_parameter("search").value_or(""));
    boost::json::array items;
    const std::int64_t total = context.database.with_session([&](soci::session& session) {
        for (const User& user : find_users(session, page, search)) {
            items.push_back(user_answer(request, user));
        }
        return count_users(session, search);
    });
    const std::string extra_query = search.empty() ? "" : "&search=" + percent_encode(search);
    return web::Response::hal(make_page(request, page, total, "userList", std::move(items), extra_query));
}

}  // namespace trainingzip::api
