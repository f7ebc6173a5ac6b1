#include "api/community/likes/like.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_store.h"
#include "api/community/likes/likes_sql.h"

namespace trainingzip::api {

web::Response like_training(const CommunityContext& context, const web::Request& request,
                            const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        require_visible(session, id, &caller);
        session << likes_sql::insert, soci::use(caller.user_id, "user_id"), soci::use(id, "training_id"),
            soci::use(now, "now");
    });
    return web::Response::empty();
}

}  // namespace trainingzip::api
