#include "api/catalogue/pictures/write_thumbnail.h"

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/pictures/picture_store.h"
#include "api/catalogue/trainings/training_store.h"

namespace trainingzip::api {

web::Response write_thumbnail(const CatalogueContext& context, const web::Request& request,
                              const auth::Principal& caller) {
    const std::int64_t id = training_id(request);
    const ImageField field = read_image_field(request);
    const auto may_store = [&](soci::session& session) { require_owned(session, id, caller); };
    // Also checked before the work, so that it is not done for those who may not store it.
    context.database.with_session(may_store);
    return store_picture(context, request, {"thumbnail", id}, {thumbnail_path(id), "thumbnail"}, field,
                         may_store);
}

}  // namespace trainingzip::api
