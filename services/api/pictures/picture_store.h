#pragma once

#include <cstdint>
#include <string>

#include "api/api_context.h"
#include "api/pictures/image_field.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// Which picture: "thumbnail" with the id of a training, or "profile" with the id of a user.
struct PictureKey {
    std::string kind;
    std::int64_t owner_id;
};

/// Re-encodes and keeps a picture in the place of the one before, and answers {fileName, fileType, size,
/// _links}; path is where it can be read. Throws Failure(image_unreadable).
web::Response store_picture(ApiContext& context, const web::Request& request, const PictureKey& key,
                            const ImageField& field, const std::string& path);

/// The bytes with an ETag, or 304. Throws Failure(file_not_found) when there is none.
web::Response picture_answer(ApiContext& context, const web::Request& request, const PictureKey& key);

}  // namespace trainingzip::api
