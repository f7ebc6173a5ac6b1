#include "api/coaching/camera_pairings/read_description.h"

#include <soci/soci.h>

#include <boost/json/object.hpp>

#include "api/coaching/camera_pairings/pairing_store.h"

namespace trainingzip::api {

web::Response read_camera_description(const CoachingContext& context, const web::Request& request) {
    const CameraPairing pairing = context.database.with_session(
        [&](soci::session& session) { return require_camera_pairing(context, session, request); });
    web::Response response = web::Response::json(boost::json::object{
        {"sdp", pairing.other.empty() ? boost::json::value() : boost::json::value(pairing.other)}});
    response.headers.set("Cache-Control", "no-store");
    return response;
}

}  // namespace trainingzip::api
