#include "api/http/conditional.h"

#include <string>
#include <utility>

#include "base/encoding.h"
#include "web/conditional.h"

namespace trainingzip::api {
namespace {

// Half of SHA-256 still makes collisions negligible.
constexpr std::size_t tag_length = 32;

bool is_json(const web::Headers& headers) {
    const std::string_view type = headers.find("Content-Type").value_or("");
    return type == "application/json" || type.ends_with("+json");
}

std::string make_entity_tag(const web::Request& request, const std::string& body) {
    const std::string content = request.user + ' ' + hex_encode(sha256(as_bytes(body)));
    return '"' + hex_encode(sha256(as_bytes(content))).substr(0, tag_length) + '"';
}

void set_if_absent(web::Headers& headers, std::string_view name, std::string_view value) {
    if (!headers.find(name)) headers.set(name, std::string(value));
}

}  // namespace

web::Handler with_entity_tag(web::Handler handler, std::string_view access) {
    const bool varies = access != "public";
    const bool may_be_kept = access != "admin";
    return [handler = std::move(handler), varies, may_be_kept](const web::Request& request) {
        web::Response response = handler(request);
        web::Headers& headers = response.headers;
        const auto* body = std::get_if<std::string>(&response.body);
        if (response.status != 200 || !body || !is_json(headers) || headers.find("ETag")) return response;

        const std::string entity_tag = make_entity_tag(request, *body);
        headers.set("ETag", entity_tag);
        if (may_be_kept) set_if_absent(headers, "Cache-Control", who_may_keep(request));
        if (varies) set_if_absent(headers, "Vary", "Authorization");
        if (web::client_has(request.headers, entity_tag)) {
            response.status = 304;
            response.body = std::string();
            headers.remove("Content-Type");
        }
        return response;
    };
}

const char* who_may_keep(const web::Request& request) {
    const bool shows_credential = !request.user.empty() || request.headers.find("Authorization");
    return shows_credential ? "private, no-cache" : "public, no-cache";
}

}  // namespace trainingzip::api
