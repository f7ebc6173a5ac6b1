#include "api/community/likes/list.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>

#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/trainings_sql.h"
#include "domain/training_access.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t most_items = 1000;

}  // namespace

web::Response list_likes(const CommunityContext& context, const web::Request& request,
                         const auth::Principal& caller) {
    const domain::Viewer viewer(&caller);
    TrainingFilter filter(trainings_sql::from_likes, trainings_sql::is_liked);
    filter.require(domain::training_access_sql::visible);
    filter.bind("viewer", viewer.id);
    filter.bind("viewer_admin", viewer.admin);
    PageRequest page;
    page.size = most_items;
    page.order_by = trainings_sql::newest_first;
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        for (const Training& row : find_trainings(session, filter, page)) {
            items.push_back(training_list_item(request, row, false));
        }
    });
    return web::Response::hal(std::move(items));
}

}  // namespace trainingzip::api
