#include "api/http/hal.h"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace trainingzip::api {

boost::json::object make_links(const web::Request& request, std::initializer_list<Link> links) {
    const std::string base = request.external_base();
    boost::json::object object;
    for (const Link& link : links) {
        object[link.relation] = boost::json::object{{"href", base + link.path}};
    }
    return object;
}

std::string profile_path(std::string_view operation) {
    return "/docs#" + std::string(operation);
}

std::string percent_encode(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

}  // namespace trainingzip::api
