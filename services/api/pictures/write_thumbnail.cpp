#include "api/pictures/write_thumbnail.h"

#include "api/pictures/picture_store.h"
#include "api/trainings/training_store.h"

namespace trainingzip::api {

web::Response write_thumbnail(ApiContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const ImageField field = read_image_field(request);
    context.database.with_session([&](soci::session& session) { require_owned(session, id, caller); });
    return store_picture(context, request, {"thumbnail", id}, field, "/thumbnail/" + std::to_string(id));
}

}  // namespace trainingzip::api
