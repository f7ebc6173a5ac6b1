#include "api/community/comments/remove.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_answer.h"
#include "api/community/comments/comment_store.h"
#include "api/community/comments/comments_sql.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response remove_comment(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const std::int64_t id = comment_id(request);
    const Comment comment = context.database.in_transaction([&](soci::session& session) {
        Comment row = require_own_comment(session, id, caller);
        session << comments_sql::remove, soci::use(id, "id");
        return row;
    });
    return web::Response::hal(
        boost::json::object{{"_links", make_links(request, {{"training", training_path(comment.training_id)},
                                                            {"profile", profile_path("delete-comment")}})}});
}

}  // namespace trainingzip::api
