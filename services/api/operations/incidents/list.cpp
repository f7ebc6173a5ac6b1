#include "api/operations/incidents/list.h"

#include <array>

#include "api/http/paging.h"
#include "api/operations/incidents/incident_answer.h"
#include "api/operations/incidents/incidents_sql.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

constexpr std::array<SortColumn, 5> sort_columns = {{
    {"incidentId", incidents_sql::id_column},
    {"server", incidents_sql::server_column},
    {"count", incidents_sql::occurrences_column},
    {"firstDate", incidents_sql::first_column},
    {"lastDate", incidents_sql::last_column},
}};
constexpr DefaultOrder newest_first{incidents_sql::newest_first, {}, incidents_sql::id_column, true};

bool wants_unresolved(const web::Request& request) {
    const std::string_view text = request.query_parameter("unresolved").value_or("false");
    if (text != "true" && text != "false") throw Failure(ErrorCode::parameter_invalid, "unresolved");
    return text == "true";
}

}  // namespace

web::Response list_incidents(const OperationsContext& context, const web::Request& request,
                             const auth::Principal&) {
    const PageRequest page = parse_page_request(request, sort_columns, newest_first);
    const bool unresolved = wants_unresolved(request);
    boost::json::array items;
    for (const StoredIncident& incident : context.incidents.list(page, unresolved))
        items.push_back(incident_summary(request, incident));
    return web::Response::hal(make_page(request, page, context.incidents.count(unresolved), "incidentList",
                                        std::move(items), unresolved ? "&unresolved=true" : ""));
}

}  // namespace trainingzip::api
