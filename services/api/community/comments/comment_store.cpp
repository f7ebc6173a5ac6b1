#include "api/community/comments/comment_store.h"

#include <fmt/format.h>

#include <array>
#include <boost/json/value.hpp>
#include <charconv>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/community/comments/comments_sql.h"
#include "api/http/hal.h"
#include "api/http/nonblank_text.h"
#include "api/http/sql_statement.h"
#include "auth/user_id.h"
#include "base/clock.h"
#include "base/error.h"
#include "web/json_body.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t longest_message = 1000;

constexpr std::array<SortColumn, 5> sort_columns = {{
    {"commentId", comments_sql::id_column, true},
    {"message", comments_sql::message_column},
    {"commenterId", comments_sql::author_column, true},
    {"createdDate", comments_sql::created_column, true},
    {"modifiedDate", comments_sql::modified_column, true},
}};
constexpr DefaultOrder oldest_first{comments_sql::oldest_first, "createdDate", comments_sql::id_column,
                                    false};

/// The rows of comments_sql::select.
void exchange_into(soci::statement& statement, Comment& row) {
    for (std::int64_t* number : {&row.id, &row.training_id, &row.author_id}) {
        statement.exchange(soci::into(*number));
    }
    for (std::string* text : {&row.author, &row.message}) statement.exchange(soci::into(*text));
    for (std::int64_t* number :
         {&row.created_at, &row.modified_at, &row.parent_id, &row.replies, &row.author_image_at}) {
        statement.exchange(soci::into(*number));
    }
}

}  // namespace

Comment require_visible_comment(soci::session& session, std::int64_t id, const auth::Principal* caller) {
    Comment row;
    soci::statement statement(session);
    exchange_into(statement, row);
    statement.exchange(soci::use(id, "id"));
    execute(statement, fmt::format(comments_sql::select, fmt::arg("conditions", comments_sql::is_one),
                                   fmt::arg("page", "")));
    if (!statement.fetch()) throw Failure(ErrorCode::comment_not_found, "comment " + std::to_string(id));
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

std::int64_t count_comments(soci::session& session, const CommentFilter& filter) {
    std::int64_t total = 0;
    soci::statement statement(session);
    statement.exchange(soci::into(total));
    filter.use_in(statement);
    execute(statement, fmt::format(comments_sql::count, fmt::arg("conditions", filter.conditions())));
    statement.fetch();
    return total;
}

std::vector<Comment> find_comments(soci::session& session, const CommentFilter& filter,
                                   const PageRequest& page) {
    Comment row;
    soci::statement statement(session);
    exchange_into(statement, row);
    filter.use_in(statement);
    const PageClause clause(statement, page);
    execute(statement, fmt::format(comments_sql::select, fmt::arg("conditions", filter.conditions()),
                                   fmt::arg("page", clause.sql())));
    std::vector<Comment> rows;
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

PageRequest parse_comments_page(const web::Request& request) {
    return parse_page_request(request, sort_columns, oldest_first);
}

std::int64_t comment_id(const web::Request& request) {
    return request.path_id("id", ErrorCode::comment_not_found);
}

std::string read_message(web::BodyFields& fields) {
    return read_nonblank_text(fields, "message", longest_message);
}

std::int64_t cursor_key(const Comment& comment, std::string_view column) {
    if (column == "commentId") return comment.id;
    if (column == "commenterId") return comment.author_id;
    return column == "createdDate" ? comment.created_at : comment.modified_at;
}

CommentFilter::CommentFilter(std::int64_t training_id, const web::Request& request)
    : conditions_(comments_sql::is_of_training), training_id_(training_id) {
    const auto text = request.query_parameter("parent");
    if (!text) return;
    if (*text == "none") {
        conditions_ = comments_sql::is_first_level;
        return;
    }
    const char* end = text->data() + text->size();
    std::int64_t id = 0;
    const auto result = std::from_chars(text->data(), end, id);
    if (result.ec != std::errc{} || result.ptr != end || id <= 0 || text->starts_with('0')) {
        throw Failure(ErrorCode::parameter_invalid, "parent", {{"parent", "invalid"}});
    }
    parent_id_ = id;
    conditions_ = comments_sql::is_reply;
}

void CommentFilter::use_in(soci::statement& statement) const {
    statement.exchange(soci::use(training_id_, "training_id"));
    if (parent_id_) statement.exchange(soci::use(*parent_id_, "parent_id"));
}

std::string CommentFilter::query() const {
    if (parent_id_) return "&parent=" + std::to_string(*parent_id_);
    return conditions_ == comments_sql::is_of_training ? "" : "&parent=none";
}

boost::json::object comment_answer(const web::Request& request, const Comment& comment,
                                   const auth::Principal* caller) {
    const std::string path = comment_path(comment.id);
    boost::json::object links =
        make_links(request, {{"self", path}, {"training", training_path(comment.training_id)}});
    add_picture_links(links, request, "commenterImage", profile_image_path(comment.author_id),
                      comment.author_image_at);
    if (caller && caller->user_id == comment.author_id) {
        for (auto& [relation, link] :
             make_links(request, {{"updateComment", path}, {"deleteComment", path}})) {
            links[relation] = std::move(link);
        }
    }
    return {
        {"commentId", comment.id},
        {"message", comment.message},
        {"parentId", comment.parent_id > 0 ? boost::json::value(comment.parent_id) : boost::json::value()},
        {"replies", comment.replies},
        {"commenterId", auth::user_id_text(comment.author_id)},
        {"commenter", comment.author},
        {"createdDate", to_iso8601(from_unix_milliseconds(comment.created_at))},
        {"modifiedDate", to_iso8601(from_unix_milliseconds(comment.modified_at))},
        {"_links", std::move(links)}};
}

std::string comment_path(std::int64_t id) {
    return "/comments/" + std::to_string(id);
}

}  // namespace trainingzip::api
