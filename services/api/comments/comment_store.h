#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "api/api_context.h"
#include "api/paging.h"
#include "auth/principal.h"
#include "web/request.h"

namespace trainingzip::api {

/// A comment as the database has it.
struct Comment {
    std::int64_t id = 0;
    std::int64_t training_id = 0;
    std::int64_t author_id = 0;
    std::string author;  ///< Nickname.
    std::string message;
    std::int64_t created_at = 0;   ///< Unix milliseconds.
    std::int64_t modified_at = 0;  ///< Unix milliseconds.
};

/// A comment on a training that the caller (nullptr: a visitor) may see. Throws Failure(comment_not_found).
Comment require_visible_comment(soci::session& session, std::int64_t id, const auth::Principal* caller);

/// A comment of the caller. Throws Failure(comment_not_found), or Failure(not_permitted) when it is
/// another's.
Comment require_own_comment(soci::session& session, std::int64_t id, const auth::Principal& caller);

std::int64_t count_comments(soci::session& session, std::int64_t training_id);
std::vector<Comment> find_comments(soci::session& session, std::int64_t training_id, const PageRequest& page);

/// ?page, ?size and ?sort of a list of comments; oldest first without ?sort.
PageRequest parse_comments_page(const web::Request& request);

/// The {commentId} of the path. Throws Failure(comment_not_found).
std::int64_t comment_id(const web::Request& request);

/// `message`: 1 to 1000 characters, not blank. Throws as web::JsonBody does.
std::string read_message(const web::Request& request);

/// {commentId, message, commenterId, commenter, createdDate, modifiedDate, _links}; links updateComment and
/// deleteComment for the author.
boost::json::object comment_answer(const web::Request& request, const Comment& comment,
                                   const auth::Principal* caller);

/// "/comments/7"
std::string comment_path(std::int64_t id);

}  // namespace trainingzip::api
