#include "api/comments/create.h"

#include <soci/soci.h>

#include "api/comments/comment_store.h"
#include "api/comments/comments_sql.h"
#include "api/hal.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/training_store.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response create_comment(ApiContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const std::int64_t training = request.path_id("trainingId", ErrorCode::training_not_found);
    const std::string message = read_message(request);
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        require_visible(session, training, &caller);
        std::int64_t created = 0;
        session << comments_sql::insert, soci::into(created), soci::use(training, "training_id"),
            soci::use(caller.user_id, "author_id"), soci::use(message, "message"), soci::use(now, "now");
        return created;
    });
    const std::string path = comment_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{{"commentId", id},
                            {"_links", make_links(request, {{"self", path},
                                                            {"training", training_path(training)},
                                                            {"profile", profile_path("create-comment")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
