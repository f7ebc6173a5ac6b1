#include "api/likes/list.h"

#include <soci/soci.h>

#include <boost/json/array.hpp>

#include "api/trainings/training_answer.h"
#include "api/trainings/trainings_sql.h"

namespace trainingzip::api {
namespace {

constexpr std::int64_t most_items = 1000;

}  // namespace

web::Response list_likes(ApiContext& context, const web::Request&, const auth::Principal& caller) {
    const TrainingFilter filter{trainings_sql::is_liked, caller.user_id, {}};
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        for (const Training& row :
             find_trainings(session, filter, trainings_sql::newest_first, most_items, 0)) {
            items.push_back(training_summary(row));
        }
    });
    return web::Response::hal(std::move(items));
}

}  // namespace trainingzip::api
