#include "api/catalogue/pictures/picture_size.h"

#include "base/error.h"

namespace trainingzip::api {

std::string_view name_of(PictureSize size) {
    switch (size) {
        case PictureSize::small:
            return "small";
        case PictureSize::medium:
            return "medium";
        case PictureSize::large:
            break;
    }
    return "large";
}

PictureSize picture_size(const web::Request& request) {
    const auto wanted = request.query_parameter("size");
    if (!wanted) return PictureSize::large;
    for (const PictureSize size : {PictureSize::small, PictureSize::medium, PictureSize::large}) {
        if (*wanted == name_of(size)) return size;
    }
    throw Failure(ErrorCode::parameter_invalid, "size", {{"size", "invalid"}});
}

}  // namespace trainingzip::api
