#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "web/request.h"

namespace trainingzip::api {

/// One link of a HAL document: the relation, and the path below the API server's public address.
struct Link {
    std::string_view relation;
    std::string path;
};

/// The `_links` of an answer, with absolute hrefs as the client sees this server.
boost::json::object make_links(const web::Request& request, std::initializer_list<Link> links);

/// Path of the description of an operation, the target of `profile` links (RFC 6906).
std::string profile_path(std::string_view operation);

/// Text of a path segment or of a query: everything but unreserved characters percent-encoded (RFC 3986).
std::string percent_encode(std::string_view text);

}  // namespace trainingzip::api
