#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "web/request.h"

namespace trainingzip::api {

/// "/thumbnail/7" and "/profile/7/image", where a picture is read and sent to.
std::string thumbnail_path(std::int64_t training_id);
std::string profile_image_path(std::int64_t user_id);

/// Adds links to the sizes of a picture: `relation` to the large one, `relation` with "Medium" and "Small"
/// behind it to the others. They are for this version of it alone, so that what they give may be kept for
/// ever. Version 0 is no picture, and no links.
void add_picture_links(boost::json::object& links, const web::Request& request, std::string_view relation,
                       const std::string& path, std::int64_t version);

}  // namespace trainingzip::api
