#include "api/http/openapi/read.h"

#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "api/http/openapi/document_text.h"

namespace trainingzip::api {
namespace {

constexpr std::string_view any_server = R"("servers":[{"url":"/api"}])";

std::string document_for(std::string_view server) {
    static const std::string text = openapi_document_text();
    static const std::size_t place = text.find(any_server);
    if (place == std::string::npos) throw std::logic_error("the document names no server");
    std::string own = text;
    own.replace(place, any_server.size(),
                R"("servers":[{"url":)" + boost::json::serialize(boost::json::value(server)) + "}]");
    return own;
}

}  // namespace

web::Response read_openapi(const web::Request& request) {
    web::Response response = web::Response::text(document_for(request.external_base()), "application/json");
    response.headers.set("Cache-Control", "public, no-cache");
    response.headers.set("Vary", "X-Forwarded-Host, X-Forwarded-Prefix, X-Forwarded-Proto");
    return response;
}

}  // namespace trainingzip::api
