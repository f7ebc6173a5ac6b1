#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/community/community_context.h"
#include "api/http/paging.h"
#include "auth/principal.h"
#include "web/json_body.h"
#include "web/request.h"

namespace soci {
class statement;
}

namespace trainingzip::api {

/// A comment as stored in the database.
struct Comment {
    std::int64_t id = 0;
    std::int64_t training_id = 0;
    std::int64_t author_id = 0;
    std::string author;  ///< Nickname.
    std::string message;
    std::int64_t created_at = 0;   ///< Unix milliseconds.
    std::int64_t modified_at = 0;  ///< Unix milliseconds.
    std::int64_t parent_id = 0;    ///< The comment that this one answers; 0: none.
    std::int64_t replies = 0;
    std::int64_t author_image_at = 0;  ///< Unix milliseconds; 0 when there is none.
};

/// The comments of a list of a training.
class CommentFilter {
  public:
    /// ?parent=ID: the replies to that comment; ?parent=none: those that answer no other; all without
    /// ?parent. Throws Failure(parameter_invalid).
    CommentFilter(std::int64_t training_id, const web::Request& request);

    const std::string& conditions() const { return conditions_; }
    /// Binds the values to a statement, which must not outlive the filter.
    void use_in(soci::statement& statement) const;
    /// For links: "&parent=7".
    std::string query() const;

  private:
    std::string conditions_;
    std::int64_t training_id_;
    std::optional<std::int64_t> parent_id_;
};

/// A comment on a training that the caller (nullptr: a visitor) may see. Throws Failure(comment_not_found).
Comment require_visible_comment(soci::session& session, std::int64_t id, const auth::Principal* caller);

/// A comment of the caller. Throws Failure(comment_not_found), or Failure(not_permitted) when it is
/// another's.
Comment require_own_comment(soci::session& session, std::int64_t id, const auth::Principal& caller);

std::int64_t count_comments(soci::session& session, const CommentFilter& filter);
std::vector<Comment> find_comments(soci::session& session, const CommentFilter& filter,
                                   const PageRequest& page);

/// The sort key of a cursor.
std::int64_t cursor_key(const Comment& comment, std::string_view column);

/// ?page or ?cursor, ?size and ?sort of a list of comments; oldest first without ?sort.
PageRequest parse_comments_page(const web::Request& request);

/// The {id} of the path. Throws Failure(comment_not_found).
std::int64_t comment_id(const web::Request& request);

/// `message`: 1 to 1000 characters, not blank. Throws as web::JsonBody does.
std::string read_message(web::BodyFields& fields);

/// {commentId, message, parentId, replies, commenterId, commenter, createdDate, modifiedDate, _links}; links
/// commenterImage in all sizes where there is a picture, updateComment and deleteComment for the author.
boost::json::object comment_answer(const web::Request& request, const Comment& comment,
                                   const auth::Principal* caller);

/// "/comments/7"
std::string comment_path(std::int64_t id);

}  // namespace trainingzip::api
