#include "api/openapi/read.h"

#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "api/conditional.h"
#include "api/openapi/document_text.h"
#include "base/encoding.h"

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

web::Response read_openapi(ApiContext&, const web::Request& request) {
    std::string document = document_for(request.external_base());
    const std::string entity_tag = '"' + hex_encode(sha256(as_bytes(document))).substr(0, 32) + '"';
    web::Response response = client_has(request, entity_tag)
                                 ? web::Response::empty(304)
                                 : web::Response::text(std::move(document), "application/json");
    response.headers.set("ETag", entity_tag);
    response.headers.set("Cache-Control", "public, no-cache");
    return response;
}

}  // namespace trainingzip::api
