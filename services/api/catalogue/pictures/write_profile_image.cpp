#include "api/catalogue/pictures/write_profile_image.h"

#include <soci/soci.h>

#include "api/catalogue/pictures/picture_links.h"
#include "api/catalogue/pictures/picture_store.h"
#include "api/catalogue/pictures/pictures_sql.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

void require_user(soci::session& session, std::int64_t id) {
    std::int64_t found = 0;
    session << pictures_sql::select_user, soci::into(found), soci::use(id, "id");
    if (!session.got_data()) throw Failure(ErrorCode::not_permitted, "the user of the token is gone");
}

}  // namespace

web::Response write_profile_image(const CatalogueContext& context, const web::Request& request,
                                  const auth::Principal& caller) {
    const std::int64_t id = request.path_id("userId", ErrorCode::not_permitted);
    const ImageField field = read_image_field(request);
    if (id != caller.user_id) throw Failure(ErrorCode::not_permitted, "profile of another user");
    return store_picture(context, request, {"profile", id}, {profile_image_path(id), "image"}, field,
                         [&](soci::session& session) { require_user(session, id); });
}

}  // namespace trainingzip::api
