#include "api/community/comments/update.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_answer.h"
#include "api/community/comments/comment_store.h"
#include "api/community/comments/comments_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response update_comment(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const std::int64_t id = comment_id(request);
    const web::JsonBody body(request, {"message"});
    const std::string message = web::read_fields(body, read_message);
    const std::int64_t now = context.now();
    const Comment comment = context.database.in_transaction([&](soci::session& session) {
        Comment row = require_own_comment(session, id, caller);
        session << comments_sql::update, soci::use(message, "message"), soci::use(now, "now"),
            soci::use(id, "id");
        return row;
    });
    return web::Response::hal(
        boost::json::object{{"_links", make_links(request, {{"self", comment_path(id)},
                                                            {"training", training_path(comment.training_id)},
                                                            {"profile", profile_path("update-comment")}})}});
}

}  // namespace trainingzip::api
