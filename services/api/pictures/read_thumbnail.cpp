#include "api/pictures/read_thumbnail.h"

#include "api/pictures/picture_store.h"
#include "api/trainings/training_store.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response read_thumbnail(ApiContext& context, const web::Request& request,
                             const auth::Principal* caller) {
    const std::int64_t id = request.path_id("id", ErrorCode::file_not_found);
    try {
        context.database.with_session([&](soci::session& session) { require_visible(session, id, caller); });
    } catch (const Failure& failure) {
        if (failure.code() != ErrorCode::training_not_found) throw;
        throw Failure(ErrorCode::file_not_found, failure.what());
    }
    return picture_answer(context, request, {"thumbnail", id});
}

}  // namespace trainingzip::api
