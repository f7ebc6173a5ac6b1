#include "api/catalogue/pictures/read_thumbnail.h"

#include "api/catalogue/pictures/picture_store.h"
#include "api/catalogue/trainings/training_store.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

Training require_seen(const CatalogueContext& context, std::int64_t id, const auth::Principal* caller) {
    try {
        return context.database.with_session(
            [&](soci::session& session) { return require_visible(session, id, caller); });
    } catch (const Failure& failure) {
        if (failure.code() != ErrorCode::training_not_found) throw;
        throw Failure(ErrorCode::file_not_found, failure.what());
    }
}

}  // namespace

web::Response read_thumbnail(const CatalogueContext& context, const web::Request& request,
                             const auth::Principal* caller) {
    const PictureSize size = picture_size(request);
    const std::int64_t id = request.path_id("id", ErrorCode::file_not_found);
    const Training training = require_seen(context, id, caller);
    return picture_answer(context, request, {"thumbnail", id}, size,
                          is_for_everybody(training) ? Audience::everybody : Audience::some);
}

}  // namespace trainingzip::api
