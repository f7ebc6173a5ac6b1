#include "api/trainings/list_own.h"

#include <soci/soci.h>

#include "api/paging.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {

web::Response list_own_trainings(ApiContext& context, const web::Request& request,
                                 const auth::Principal& caller) {
    const PageRequest page = parse_trainings_page(request);
    const TrainingFilter filter{trainings_sql::is_owned, std::to_string(caller.user_id)};
    std::int64_t total = 0;
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        total = count_trainings(session, filter);
        for (const Training& row : find_trainings(session, filter, page.order_by, page.size, page.offset())) {
            items.push_back(training_list_item(request, row, true));
        }
    });
    return web::Response::hal(make_page(request, page, total, "trainingList", std::move(items)));
}

}  // namespace trainingzip::api
