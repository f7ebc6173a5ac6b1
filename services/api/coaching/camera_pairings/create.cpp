#include "api/coaching/camera_pairings/create.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/coaching/camera_pairings/pairing_store.h"
#include "api/http/hal.h"

namespace trainingzip::api {

web::Response create_camera_pairing(const CoachingContext& context, const web::Request& request) {
    const NewPairing pairing = context.database.in_transaction([&](soci::session& session) {
        return make_camera_pairing(context, session, request.client_address);
    });
    const std::string path = camera_pairing_path(pairing.id);
    web::Response response = web::Response::hal(
        boost::json::object{
            {"pairingId", pairing.id},
            {"screenSecret", pairing.screen_secret},
            {"phoneSecret", pairing.phone_secret},
            {"expiresDate", to_iso8601(from_unix_milliseconds(pairing.expires_at))},
            {"_links", make_links(request, {{"self", path},
                                            {"description", path + "/description"},
                                            {"profile", profile_path("create-camera-pairing")}})}},
        201);
    response.headers.add("Location", request.external_base() + path);
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::api
