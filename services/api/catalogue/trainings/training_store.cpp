#include "api/catalogue/trainings/training_store.h"

#include <fmt/format.h>

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
    for (std::int64_t* number :
         {&row.created_at, &row.modified_at, &row.thumbnail_at, &row.trainer_image_at}) {
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
    execute(statement,
            fmt::format(
                trainings_sql::select, fmt::arg("trainings", trainings_sql::all),
                fmt::arg("conditions", all_of({trainings_sql::is_one, domain::training_access_sql::visible})),
                fmt::arg("page", "")));
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
    if (filter.counted()) return list_total(session, *filter.counted());
    std::int64_t total = 0;
    soci::statement statement(session);
    statement.exchange(soci::into(total));
    filter.use_in(statement);
    execute(statement, fmt::format(trainings_sql::count, fmt::arg("trainings", filter.trainings()),
                                   fmt::arg("conditions", filter.conditions())));
    statement.fetch();
    return total;
}

std::vector<Training> find_trainings(soci::session& session, const TrainingFilter& filter,
                                     const PageRequest& page) {
    // Whoever sorts, or pages with a cursor, does not want the best match first.
    const bool best_first = page.sort_query.empty() && !page.by_cursor && !filter.first().empty();
    Training row;
    soci::statement statement(session);
    exchange_into(statement, row);
    filter.use_in(statement);
    if (best_first) filter.use_order_in(statement);
    const PageClause clause(statement, page,
                            best_first ? std::string_view(filter.first()) : std::string_view());
    const bool page_first = !best_first && is_of_trainings(page.order_by);
    execute(
        statement,
        fmt::format(fmt::runtime(page_first ? trainings_sql::select_page : trainings_sql::select),
                    fmt::arg("trainings", filter.trainings()), fmt::arg("conditions", filter.conditions()),
                    fmt::arg("page", clause.sql()), fmt::arg("order", page.order_by)));
    std::vector<Training> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

std::int64_t cursor_key(const Training& training, std::string_view column) {
    if (column == "trainingId") return training.id;
    return column == "views" ? training.views : training.modified_at;
}

}  // namespace trainingzip::api
