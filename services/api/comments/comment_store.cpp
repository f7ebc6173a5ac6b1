#include "api/comments/comment_store.h"

#include <soci/soci.h>

#include <array>

#include "api/accounts/account_rules.h"
#include "api/comments/comments_sql.h"
#include "api/hal.h"
#include "api/trainings/training_answer.h"
#include "api/trainings/training_store.h"
#include "base/clock.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_message = 1000;

constexpr std::array<SortColumn, 5> sort_columns = {{
    {"commentId", comments_sql::id_column},
    {"message", comments_sql::message_column},
    {"commenterId", comments_sql::author_column},
    {"createdDate", comments_sql::created_column},
    {"modifiedDate", comments_sql::modified_column},
}};

}  // namespace

Comment require_visible_comment(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    Comment row;
    session << comments_sql::select_one, soci::into(row.id), soci::into(row.training_id),
        soci::into(row.author_id), soci::into(row.author), soci::into(row.message),
        soci::into(row.created_at), soci::into(row.modified_at), soci::use(id, "id");
    if (!session.got_data()) throw Failure(ErrorCode::comment_not_found, "comment " + std::to_string(id));
    try {
        require_visible(session, row.training_id, caller);
    } catch (const Failure& failure) {
        throw Failure(ErrorCode::comment_not_found, failure.what());
    }
    return row;
}

Comment require_own_comment(soci::session& session, std::int64_t id, const auth::Principal& caller) {
    Comment row = require_visible_comment(session, id, &caller);
    if (row.author_id != caller.user_id) {
        throw Failure(ErrorCode::not_permitted, "comment " + std::to_string(id) + " of another user");
    }
    return row;
}

std::int64_t count_comments(soci::session& session, std::int64_t training_id) {
    std::int64_t total = 0;
    session << comments_sql::count_many, soci::into(total), soci::use(training_id, "training_id");
    return total;
}

std::vector<Comment> find_comments(soci::session& session, std::int64_t training_id,
                                   const PageRequest& page) {
    Comment row;
    const std::int64_t offset = page.offset();
    soci::statement statement =
        (session.prepare << comments_sql::select_many << comments_sql::order_by << page.order_by
                         << comments_sql::limit,
         soci::into(row.id), soci::into(row.training_id), soci::into(row.author_id), soci::into(row.author),
         soci::into(row.message), soci::into(row.created_at), soci::into(row.modified_at),
         soci::use(training_id, "training_id"), soci::use(page.size, "limit"), soci::use(offset, "offset"));
    std::vector<Comment> rows;
    statement.execute();
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

PageRequest parse_comments_page(const web::Request& request) {
    return parse_page_request(request, sort_columns, comments_sql::oldest_first);
}

std::int64_t comment_id(const web::Request& request) {
    return request.path_id("commentId", ErrorCode::comment_not_found);
}

std::string read_message(const web::Request& request) {
    const web::JsonBody body(request, {"message"});
    return web::read_fields(
        body, [](web::BodyFields& fields) { return read_visible_text(fields, "message", longest_message); });
}

boost::json::object comment_answer(const web::Request& request, const Comment& comment,
                                   const auth::Principal* caller) {
    const std::string path = comment_path(comment.id);
    boost::json::object links =
        make_links(request, {{"self", path}, {"training", training_path(comment.training_id)}});
    if (caller && caller->user_id == comment.author_id) {
        for (auto& [relation, link] :
             make_links(request, {{"updateComment", path}, {"deleteComment", path}})) {
            links[relation] = std::move(link);
        }
    }
    return {{"commentId", comment.id},
            {"message", comment.message},
            {"commenterId", comment.author_id},
            {"commenter", comment.author},
            {"createdDate", to_iso8601(from_unix_milliseconds(comment.created_at))},
            {"modifiedDate", to_iso8601(from_unix_milliseconds(comment.modified_at))},
            {"_links", std::move(links)}};
}

std::string comment_path(std::int64_t id) {
    return "/comments/" + std::to_string(id);
}

}  // namespace trainingzip::api
