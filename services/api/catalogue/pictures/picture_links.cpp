#include "api/catalogue/pictures/picture_links.h"

#include "auth/user_id.h"

namespace trainingzip::api {

std::string thumbnail_path(std::int64_t training_id) {
    return "/thumbnail/" + std::to_string(training_id);
}

std::string profile_image_path(std::int64_t user_id) {
    return "/profile/" + auth::user_id_text(user_id) + "/image";
}

void add_picture_links(boost::json::object& links, const web::Request& request, std::string_view relation,
                       const std::string& path, std::int64_t version) {
    if (version == 0) return;
    const std::string address = request.external_base() + path + "?v=" + std::to_string(version);
    const std::string name(relation);
    links[name] = boost::json::object{{"href", address}};
    links[name + "Medium"] = boost::json::object{{"href", address + "&size=medium"}};
    links[name + "Small"] = boost::json::object{{"href", address + "&size=small"}};
}

}  // namespace trainingzip::api
