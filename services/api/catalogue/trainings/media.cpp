#include "api/catalogue/trainings/media.h"

#include <soci/soci.h>

#include "api/catalogue/trainings/training_answer.h"
#include "api/catalogue/trainings/training_files.h"
#include "api/catalogue/trainings/training_store.h"
#include "api/http/hal.h"
#include "auth/media_cookie.h"

namespace trainingzip::api {
namespace {

/// The path of the public address: "/api/streaming/training/7/".
std::string public_path(const web::Request& request, const std::string& path) {
    const std::string base = request.external_base();
    const std::size_t host = base.find("://");
    const std::size_t start = host == std::string::npos ? host : base.find('/', host + 3);
    return (start == std::string::npos ? std::string() : base.substr(start)) + path;
}

}  // namespace

web::Response read_media(const CatalogueContext& context, const web::Request& request,
                         const auth::Principal* caller) {
    const std::int64_t id = training_id(request);
    context.database.with_session([&](soci::session& session) { require_visible(session, id, caller); });
    const MediaLinks media(context, id);
    boost::json::object body;
    if (media.hold_ticket()) body["ticketSeconds"] = context.media_ticket_lifetime.count();
    body["_links"] = make_links(request, {{"self", training_path(id) + "/media"},
                                          {"profile", profile_path("read-media")},
                                          {"video", media.path("video")},
                                          {"shape", media.path("shape")}});
    web::Response response = web::Response::hal(body);
    if (media.hold_ticket()) {
        response.headers.set("Cache-Control", "no-store");
        response.headers.add("Set-Cookie", std::string(auth::media_cookie_name) + "=" + media.ticket() +
                                               "; Path=" + public_path(request, media.folder()) +
                                               "; Secure; HttpOnly; SameSite=Strict; Max-Age=" +
                                               std::to_string(context.media_ticket_lifetime.count()));
    }
    return response;
}

}  // namespace trainingzip::api
