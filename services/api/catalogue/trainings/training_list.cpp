#include "api/catalogue/trainings/training_list.h"

#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "api/catalogue/trainings/search.h"
#include "api/catalogue/trainings/tags.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_fields.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "api/http/hal.h"
#include "api/http/paging.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 6> sort_columns = {{
    {"trainingId", trainings_sql::id_column, true},
    {"title", trainings_sql::title_column},
    {"body", trainings_sql::body_column},
    {"trainer", trainings_sql::trainer_column},
    {"views", trainings_sql::views_column, true},
    {"modifiedDate", trainings_sql::modified_column, true},
}};
constexpr DefaultOrder newest_first{trainings_sql::newest_first, "modifiedDate", trainings_sql::id_column,
                                    true};

[[noreturn]] void refuse(const char* name) {
    throw Failure(ErrorCode::parameter_invalid, name, {{name, "invalid"}});
}

/// Adds ?category, ?tag and ?trainer; returns them for links.
std::string require_selection(const web::Request& request, TrainingFilter& filter) {
    std::string query;
    if (const auto category = request.query_parameter("category")) {
        if (std::find(categories.begin(), categories.end(), *category) == categories.end())
            refuse("category");
        filter.require_category(std::string(*category));
        query += "&category=" + std::string(*category);
    }
    if (const auto text = request.query_parameter("tag")) {
        const std::string tag = normal_tag(*text);
        if (tag.empty()) refuse("tag");
        filter.require_tag(tag);
        query += "&tag=" + percent_encode(tag);
    }
    if (const auto name = request.query_parameter("trainer")) {
        if (name->empty()) refuse("trainer");
        filter.require_trainer(std::string(*name));
        query += "&trainer=" + percent_encode(*name);
    }
    return query;
}

}  // namespace

web::Response training_list(database::Database& database, const web::Request& request, TrainingFilter filter,
                            bool for_owner) {
    const PageRequest page = parse_page_request(request, sort_columns, newest_first);
    const Search search(request);
    std::string query;
    if (!search.text().empty()) query = "&search=" + percent_encode(search.text());
    query += require_selection(request, filter);

    std::int64_t total = 0;
    std::vector<Training> rows;
    database.with_session([&](soci::session& session) {
        search.require(filter, session.get_backend_name() == "sqlite3");
        if (!page.by_cursor) total = count_trainings(session, filter);
        rows = find_trainings(session, filter, page);
    });
    return page_answer(request, page, total, "trainingList", rows, query,
                       [&](const Training& row) { return training_list_item(request, row, for_owner); });
}

}  // namespace trainingzip::api
