#include "api/catalogue/trainings/training_store.h"

#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/sql_statement.h"
#include "base/error.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

void exchange_into(soci::statement& statement, Training& row) {
    for (std::int64_t* number : {&row.id, &row.owner_id}) statement.exchange(soci::into(*number));
    for (std::string* text : {&row.trainer, &row.title, &row.body}) statement.exchange(soci::into(*text));
    statement.exchange(soci::into(row.views));
    for (std::string* text : {&row.state, &row.visibility}) statement.exchange(soci::into(*text));
    statement.exchange(soci::into(row.hidden));
    statement.exchange(soci::into(row.category));
    for (std::int64_t* number : {&row.created_at, &row.modified_at, &row.thumbnail_at}) {
        statement.exchange(soci::into(*number));
    }
}

/// Whether each column of an order is one of the trainings themselves.
bool is_of_trainings(std::string_view order_by) {
    for (std::size_t begin = 0; begin != std::string_view::npos;) {
        if (!order_by.substr(begin).starts_with("t.")) return false;
        const std::size_t comma = order_by.find(", ", begin);
        begin = comma == std::string_view::npos ? comma : comma + 2;
    }
    return true;
}

}  // namespace

Training require_visible(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    const domain::Viewer viewer(caller);
    Training row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(id, "id"));
    statement.exchange(soci::use(viewer.id, "viewer"));
    statement.exchange(soci::use(viewer.admin, "viewer_admin"));
    execute(statement, join_sql({trainings_sql::select, trainings_sql::from, trainings_sql::join_trainer,
                                 trainings_sql::where_id, domain::training_access_sql::visible}));
    if (!statement.fetch()) throw Failure(ErrorCode::training_not_found, "training " + std::to_string(id));
    return row;
}

Training require_owned(soci::session& session, std::int64_t id, const auth::Principal& caller) {
    Training row = require_visible(session, id, &caller);
    if (row.owner_id != caller.user_id) {
        throw Failure(ErrorCode::not_permitted, "training " + std::to_string(id) + " of another user");
    }
    return row;
}

bool is_for_everybody(const Training& training) {
    return training.state == "READY" && domain::is_open(training.visibility, training.hidden != 0);
}

std::int64_t training_id(const web::Request& request) {
    return request.path_id("id", ErrorCode::training_not_found);
}

std::int64_t count_trainings(soci::session& session, const TrainingFilter& filter) {
    if (filter.counted()) return count_list(session, *filter.counted());
    std::int64_t total = 0;
    soci::statement statement(session);
    statement.exchange(soci::into(total));
    filter.use_in(statement);
    execute(statement, join_sql({trainings_sql::count, filter.from(), trainings_sql::where, filter.where()}));
    statement.fetch();
    return total;
}

std::vector<Training> find_trainings(soci::session& session, const TrainingFilter& filter,
                                     const PageRequest& page) {
    // Who sorts, or goes on behind a cursor, has another order in mind than the best first.
    const bool best_first = page.sort_query.empty() && !page.by_cursor && !filter.first().empty();
    Training row;
    soci::statement statement(session);
    exchange_into(statement, row);
    filter.use_in(statement);
    if (best_first) filter.use_order_in(statement);
    const PageClause clause(statement, page,
                            best_first ? std::string_view(filter.first()) : std::string_view());
    if (best_first || !is_of_trainings(page.order_by)) {
        execute(statement, join_sql({trainings_sql::select, filter.from(), trainings_sql::join_trainer,
                                     trainings_sql::where, filter.where(), clause.sql()}));
    } else {
        // Only what is on the page is read and joined, nothing of what stands before it.
        execute(statement,
                join_sql({trainings_sql::select, trainings_sql::from, trainings_sql::join_trainer,
                          trainings_sql::where_on_page, filter.from(), trainings_sql::where, filter.where(),
                          clause.sql(), trainings_sql::end_of_page, page.order_by}));
    }
    std::vector<Training> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

std::int64_t cursor_key(const Training& training, std::string_view column) {
    if (column == "trainingId") return training.id;
    return column == "views" ? training.views : training.modified_at;
}

}  // namespace trainingzip::api
