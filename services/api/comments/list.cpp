#include "api/comments/list.h"

#include <soci/soci.h>

#include "api/comments/comment_store.h"
#include "api/paging.h"
#include "api/trainings/training_store.h"

namespace trainingzip::api {

web::Response list_comments(ApiContext& context, const web::Request& request, const auth::Principal* caller) {
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
    const auto next = cut_to_page(
        page, rows, [](const Comment& row, std::string_view column) { return cursor_key(row, column); });
    boost::json::array items;
    for (const Comment& row : rows) items.push_back(comment_answer(request, row, caller));
    return web::Response::hal(
        page.by_cursor
            ? make_cursor_page(request, page, next, "commentList", std::move(items), filter.query())
            : make_page(request, page, total, "commentList", std::move(items), filter.query()));
}

}  // namespace trainingzip::api
