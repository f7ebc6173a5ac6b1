#include "api/trainings/list.h"

#include <soci/soci.h>

#include "api/hal.h"
#include "api/paging.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/trainings_sql.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_search = 100;

/// A LIKE pattern for titles that contain the text, in which no character of it is special.
std::string like_pattern(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace

web::Response list_trainings(ApiContext& context, const web::Request& request) {
    const PageRequest page = parse_trainings_page(request);
    const std::string_view search = request.query_parameter("search").value_or("");
    if (!is_valid_utf8(search) || count_code_points(search) > longest_search) {
        throw Failure(ErrorCode::parameter_invalid, "search", {{"search", "too_long"}});
    }
    const TrainingFilter filter{trainings_sql::is_ready_and_matches, like_pattern(search)};

    std::int64_t total = 0;
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        total = count_trainings(session, filter);
        for (const Training& row : find_trainings(session, filter, page.order_by, page.size, page.offset())) {
            items.push_back(training_list_item(request, row, false));
        }
    });
    const std::string extra_query = search.empty() ? std::string() : "&search=" + percent_encode(search);
    return web::Response::hal(make_page(request, page, total, "trainingList", std::move(items), extra_query));
}

}  // namespace trainingzip::api
