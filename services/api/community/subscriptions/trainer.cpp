#include "api/community/subscriptions/trainer.h"

#include <soci/soci.h>

#include "api/community/subscriptions/subscriptions_sql.h"
#include "base/error.h"

namespace trainingzip::api {

std::int64_t require_trainer(soci::session& session, const web::Request& request) {
    const std::int64_t id = request.path_id("userId", ErrorCode::user_not_found);
    int count = 0;
    session << subscriptions_sql::count_user, soci::into(count), soci::use(id, "id");
    if (count == 0) throw Failure(ErrorCode::user_not_found, "user " + std::to_string(id));
    return id;
}

}  // namespace trainingzip::api
