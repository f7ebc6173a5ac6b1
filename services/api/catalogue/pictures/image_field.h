#pragma once

#include <string>

#include "web/request.h"

namespace trainingzip::api {

/// The file in the field `image` of a multipart/form-data body.
struct ImageField {
    std::string file_name;  ///< As sent, for display only.
    std::string bytes;
};

/// Throws Failure: unsupported_media_type for another kind of body, body_invalid without exactly one field
/// `image`, file_name_invalid for a name that is missing, empty, over 255 bytes, not UTF-8, or has a path
/// or control characters in it, payload_too_large above most_picture_bytes.
ImageField read_image_field(const web::Request& request);

}  // namespace trainingzip::api
