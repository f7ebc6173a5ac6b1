#include "api/coaching/training_sessions/read.h"

#include <soci/soci.h>

#include <boost/json/parse.hpp>

#include "api/coaching/training_sessions/session_store.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response read_training_session(const CoachingContext& context, const web::Request& request,
                                    const auth::Principal& caller) {
    const std::int64_t id = request.path_id("id", ErrorCode::training_session_not_found);
    const TrainingSession row = context.database.with_session(
        [&](soci::session& session) { return require_training_session(session, caller, id); });
    boost::json::object answer = session_summary(request, row);
    answer["series"] = boost::json::parse(row.series);
    answer["limbs"] = boost::json::parse(row.limbs);
    return web::Response::hal(std::move(answer));
}

}  // namespace trainingzip::api
