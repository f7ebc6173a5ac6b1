#include "api/pictures/write_profile_image.h"

#include "api/pictures/picture_store.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response write_profile_image(ApiContext& context, const web::Request& request,
                                  const auth::Principal& caller) {
    const std::int64_t id = request.path_id("userId", ErrorCode::not_permitted);
    const ImageField field = read_image_field(request);
    if (id != caller.user_id) throw Failure(ErrorCode::not_permitted, "profile of another user");
    return store_picture(context, request, {"profile", id}, field,
                         "/profile/" + std::to_string(id) + "/image");
}

}  // namespace trainingzip::api
