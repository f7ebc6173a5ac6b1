#include "api/comments/list.h"

#include <soci/soci.h>

#include "api/comments/comment_store.h"
#include "api/paging.h"
#include "api/trainings/training_store.h"

namespace trainingzip::api {

web::Response list_comments(ApiContext& context, const web::Request& request, const auth::Principal* caller) {
    const PageRequest page = parse_comments_page(request);
    const std::int64_t id = training_id(request);
    std::int64_t total = 0;
    boost::json::array items;
    context.database.with_session([&](soci::session& session) {
        require_visible(session, id, caller);
        total = count_comments(session, id);
        for (const Comment& row : find_comments(session, id, page)) {
            items.push_back(comment_answer(request, row, caller));
        }
    });
    return web::Response::hal(make_page(request, page, total, "commentList", std::move(items)));
}

}  // namespace trainingzip::api
