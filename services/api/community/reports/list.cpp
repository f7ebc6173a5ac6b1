#include "api/community/reports/list.h"

#include <soci/soci.h>

#include <array>
#include <boost/json/array.hpp>

#include "api/community/reports/report_store.h"
#include "api/community/reports/reports_sql.h"
#include "api/http/paging.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 2> sort_columns = {{
    {"reportId", reports_sql::id_column, true},
    {"createdDate", reports_sql::created_column, true},
}};
constexpr DefaultOrder newest_first{reports_sql::newest_first, "createdDate", reports_sql::id_column, true};

bool wants_open(const web::Request& request) {
    const std::string_view text = request.query_parameter("open").value_or("false");
    if (text != "true" && text != "false") {
        throw Failure(ErrorCode::parameter_invalid, "open", {{"open", "invalid"}});
    }
    return text == "true";
}

}  // namespace

web::Response list_reports(const CommunityContext& context, const web::Request& request,
                           const auth::Principal&) {
    const PageRequest page = parse_page_request(request, sort_columns, newest_first);
    const bool open = wants_open(request);
    std::int64_t total = 0;
    std::vector<Report> rows;
    context.database.with_session([&](soci::session& session) {
        if (!page.by_cursor) total = count_reports(session, open);
        rows = find_reports(session, open, page);
    });
    return page_answer(request, page, total, "reportList", rows, open ? "&open=true" : "",
                       [&](const Report& row) { return report_answer(request, row); });
}

}  // namespace trainingzip::api
