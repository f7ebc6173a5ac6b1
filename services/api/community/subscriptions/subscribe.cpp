#include "api/community/subscriptions/subscribe.h"

#include <soci/soci.h>

#include "api/community/subscriptions/subscriptions_sql.h"
#include "api/community/subscriptions/trainer.h"

namespace trainingzip::api {

web::Response subscribe(const CommunityContext& context, const web::Request& request,
                        const auth::Principal& caller) {
    const std::int64_t now = context.now();
    context.database.in_transaction([&](soci::session& session) {
        const std::int64_t trainer_id = require_trainer(session, request);
        session << subscriptions_sql::insert, soci::use(caller.user_id, "user_id"),
            soci::use(trainer_id, "trainer_id"), soci::use(now, "now");
    });
    return web::Response::empty();
}

}  // namespace trainingzip::api
