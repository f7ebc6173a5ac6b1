#include "api/community/subscriptions/unsubscribe.h"

#include <soci/soci.h>

#include "api/community/subscriptions/subscriptions_sql.h"
#include "api/community/subscriptions/trainer.h"

namespace trainingzip::api {

web::Response unsubscribe(const CommunityContext& context, const web::Request& request,
                          const auth::Principal& caller) {
    context.database.in_transaction([&](soci::session& session) {
        const std::int64_t trainer_id = require_trainer(session, request);
        session << subscriptions_sql::remove, soci::use(caller.user_id, "user_id"),
            soci::use(trainer_id, "trainer_id");
    });
    return web::Response::empty();
}

}  // namespace trainingzip::api
