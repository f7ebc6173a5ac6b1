#pragma once

#include <string_view>

#include "web/request.h"

namespace trainingzip::api {

/// The sizes in which a picture can be read; for one that is not stored the next larger one is returned.
enum class PictureSize { small, medium, large };

/// "small", "medium" or "large".
std::string_view name_of(PictureSize size);

/// ?size, large without it. Throws Failure(parameter_invalid) for another word.
PictureSize picture_size(const web::Request& request);

}  // namespace trainingzip::api
