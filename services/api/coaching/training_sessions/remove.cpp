#include "api/coaching/training_sessions/remove.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/coaching/training_sessions/training_sessions_sql.h"
#include "api/http/hal.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response remove_training_session(const CoachingContext& context, const web::Request& request,
                                      const auth::Principal& caller) {
    const std::int64_t id = request.path_id("id", ErrorCode::training_session_not_found);
    context.database.in_transaction([&](soci::session& session) {
        std::int64_t training = 0;
        session << training_sessions_sql::remove, soci::into(training), soci::use(id, "id"),
            soci::use(caller.user_id, "viewer");
        if (!session.got_data()) {
            throw Failure(ErrorCode::training_session_not_found, "session " + std::to_string(id));
        }
        session << training_sessions_sql::find_best_again, soci::use(training, "training"),
            soci::use(caller.user_id, "user");
    });
    return web::Response::hal(boost::json::object{
        {"_links", make_links(request, {{"sessions", "/me/sessions"},
                                        {"profile", profile_path("delete-training-session")}})}});
}

}  // namespace trainingzip::api
