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

/// Adds links to the sizes of a picture: `relation` for the large one, `relation` followed by "Medium" and
/// "Small" for the others. They name this version, so that responses to them never change. Version 0: there
/// is no picture, and no link is added.
void add_picture_links(boost::json::object& links, const web::Request& request, std::string_view relation,
                       const std::string& path, std::int64_t version);

}  // namespace trainingzip::api
