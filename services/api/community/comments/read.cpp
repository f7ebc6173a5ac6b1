#include "api/community/comments/read.h"

#include <soci/soci.h>

#include "api/community/comments/comment_store.h"

namespace trainingzip::api {

web::Response read_comment(const CommunityContext& context, const web::Request& request,
                           const auth::Principal* caller) {
    const std::int64_t id = comment_id(request);
    const Comment comment = context.database.with_session(
        [&](soci::session& session) { return require_visible_comment(session, id, caller); });
    return web::Response::hal(comment_answer(request, comment, caller));
}

}  // namespace trainingzip::api
