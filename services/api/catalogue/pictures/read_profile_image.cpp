#include "api/catalogue/pictures/read_profile_image.h"

#include "api/catalogue/pictures/picture_store.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response read_profile_image(const CatalogueContext& context, const web::Request& request) {
    const PictureSize size = picture_size(request);
    return picture_answer(context, request, {"profile", request.path_id("userId", ErrorCode::file_not_found)},
                          size, Audience::everybody);
}

}  // namespace trainingzip::api
