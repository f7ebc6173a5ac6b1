#include "api/trainings/training_list.h"

#include <soci/soci.h>

#include <array>
#include <boost/json/array.hpp>

#include "api/hal.h"
#include "api/paging.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/trainings_sql.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_search = 100;

constexpr std::array<SortColumn, 6> sort_columns = {{
    {"trainingId", trainings_sql::id_column},
    {"title", trainings_sql::title_column},
    {"body", trainings_sql::body_column},
    {"trainer", trainings_sql::trainer_column},
    {"views", trainings_sql::views_column},
    {"modifiedDate", trainings_sql::modified_column},
}};

}  // namespace

web::Response training_list(ApiContext& context, const web::Request& request, std::string_view condition,
                            std::int64_t user_id, bool with_state) {
    const PageRequest page = parse_page_request(request, sort_columns, trainings_sql::newest_first);
    const std::string search(request.query_parameter("search").value_or(""));
    if (!is_valid_utf8(search) || count_code_points(search) > longest_search) {
        throw Failure(ErrorCode::parameter_invalid, "search", {{"search", "too_long"}});
    }
    const TrainingFilter filter{condition, user_id, search};
    std::int64_t total = 0;
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        total = count_trainings(session, filter);
        for (const Training& row : find_trainings(session, filter, page.order_by, page.size, page.offset())) {
            items.push_back(training_list_item(request, row, with_state));
        }
    });
    const std::string extra_query = search.empty() ? std::string() : "&search=" + percent_encode(search);
    return web::Response::hal(make_page(request, page, total, "trainingList", std::move(items), extra_query));
}

}  // namespace trainingzip::api
