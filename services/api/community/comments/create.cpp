#include "api/community/comments/create.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/community/comments/comment_store.h"
#include "api/community/comments/comments_sql.h"
#include "api/http/hal.h"
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

}  // namespace

web::Response create_comment(const CommunityContext& context, const web::Request& request,
                             const auth::Principal& caller) {
    const std::int64_t training = training_id(request);
    const web::JsonBody body(request, {"message", "parentId"});
    std::optional<std::int64_t> parent;
    const std::string message = web::read_fields(body, [&](web::BodyFields& fields) {
        parent = optional_id(fields, "parentId");
        return read_message(fields);
    });
    // SOCI has no use() of an optional.
    std::int64_t parent_id = parent.value_or(0);
    soci::indicator has_parent = parent ? soci::i_ok : soci::i_null;
    const std::int64_t now = context.now();
    const std::int64_t id = context.database.in_transaction([&](soci::session& session) {
        require_visible(session, training, &caller);
        if (parent) require_first_level(session, *parent, training);
        std::int64_t created = 0;
        session << comments_sql::insert, soci::into(created), soci::use(training, "training_id"),
            soci::use(caller.user_id, "author_id"), soci::use(message, "message"),
            soci::use(parent_id, has_parent, "parent_id"), soci::use(now, "now");
        return created;
    });
    const std::string path = comment_path(id);
    web::Response response = web::Response::hal(
        boost::json::object{{"commentId", id},
                            {"_links", make_links(request, {{"self", path},
                                                            {"training", training_path(training)},
                                                            {"profile", profile_path("create-comment")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    return response;
}

}  // namespace trainingzip::api
