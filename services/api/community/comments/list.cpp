#include "api/community/comments/list.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_store.h"
#include "api/community/comments/comment_store.h"
#include "api/http/paging.h"

namespace trainingzip::api {

web::Response list_comments(const CommunityContext& context, const web::Request& request,
                            const auth::Principal* caller) {
    const PageRequest page = parse_comments_page(request);
    const std::int64_t id = training_id(request);
    const CommentFilter filter(id, request);
    std::int64_t total = 0;
    std::vector<Comment> rows;
    context.database.with_session([&](soci::session& session) {
        require_visible(session, id, caller);
        if (!page.by_cursor) total = count_comments(session, filter);
        rows = find_comments(session, filter, page);
    });
    return page_answer(request, page, total, "commentList", rows, filter.query(),
                       [&](const Comment& row) { return comment_answer(request, row, caller); });
}

}  // namespace trainingzip::api
