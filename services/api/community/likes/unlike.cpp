#include "api/community/likes/unlike.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_store.h"
#include "api/community/likes/likes_sql.h"

namespace trainingzip::api {

web::Response unlike_training(const CommunityContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    context.database.in_transaction([&](soci::session& session) {
        require_visible(session, id, &caller);
        session << likes_sql::remove, soci::use(caller.user_id, "user_id"), soci::use(id, "training_id");
    });
    return web::Response::empty();
}

}  // namespace trainingzip::api
