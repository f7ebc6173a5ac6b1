#include "api/conditional.h"

namespace trainingzip::api {

bool client_has(const web::Request& request, std::string_view entity_tag) {
    const std::string_view sent = request.headers.find("If-None-Match").value_or("");
    return sent == "*" || sent.find(entity_tag) != std::string_view::npos;
}

}  // namespace trainingzip::api
