#include "api/community/comments/create.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/community/comments/comment_store.h"
#include "api/community/comments/comments_sql.h"
#include "api/http/hal.h"
#include "api/http/idempotency_key.h"
#include "api/http/optional_fields.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

/// A reply answers a comment on the same training that answers no other.
void require_first_level(soci::session& session, std::int64_t parent, std::int64_t training) {
    int count = 0;
    session << comments_sql::count_first_level, soci::into(count), soci::use(parent, "id"),
        soci::use(training, "training_id");
    if (count == 0) refuse_value("parentId", "unknown");
}

struct NewComment {
    std::int64_t training = 0;
    std::int64_t author = 0;
    std::int64_t parent = 0;  ///< 0: it answers no other.
    std::string message;
    std::string key;  ///< Empty: it was sent without one.
};

/// The id of the comment, also of one that the same request has written before.
std::int64_t write(soci::session& session, NewComment comment, std::int64_t now) {
    // SOCI has no use() of an optional.
    soci::indicator has_parent = comment.parent > 0 ? soci::i_ok : soci::i_null;
    soci::indicator has_key = comment.key.empty() ? soci::i_null : soci::i_ok;
    std::int64_t id = 0;
    session << comments_sql::insert, soci::into(id), soci::use(comment.training, "training_id"),
        soci::use(comment.author, "author_id"), soci::use(comment.message, "message"),
        soci::use(comment.parent, has_parent, "parent_id"), soci::use(comment.key, has_key, "key"),
        soci::use(now, "now");
    if (session.got_data()) return id;
    session << comments_sql::select_sent, soci::into(id), soci::use(comment.author, "author_id"),
        soci::use(comment.key, "key"), soci::use(comment.training, "training_id"),
        soci::use(comment.parent, "parent_id"), soci::use(comment.message, "message");
    if (!session.got_data()) throw Failure(ErrorCode::idempotency_key_reused, "comment");
    return id;
}

}  // namespace

web::Response create_comment(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    NewComment comment;
    comment.training = training_id(request);
    comment.author = caller.user_id;
    comment.key = idempotency_key(request).value_or("");
    const web::JsonBody body(request, {"message", "parentId"});
    comment.message = web::read_fields(body, [&](web::BodyFields& fields) {
        comment.parent = optional_id(fields, "parentId").value_or(0);
        return read_message(fields);
    });
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        require_visible(session, comment.training, &caller);
        if (comment.parent > 0) require_first_level(session, comment.parent, comment.training);
        return write(session, comment, now);
    });
    const std::string path = comment_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{{"commentId", id},
                            {"_links", make_links(request, {{"self", path},
                                                            {"training", training_path(comment.training)},
                                                            {"profile", profile_path("create-comment")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
