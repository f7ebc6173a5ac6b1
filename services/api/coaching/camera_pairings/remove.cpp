#include "api/coaching/camera_pairings/remove.h"

#include <soci/soci.h>

#include "api/coaching/camera_pairings/camera_pairings_sql.h"
#include "api/coaching/camera_pairings/pairing_store.h"
#include "base/error.h"

namespace trainingzip::api {

web::Response remove_camera_pairing(const CoachingContext& context, const web::Request& request) {
    context.database.in_transaction([&](soci::session& session) {
        const CameraPairing pairing = require_camera_pairing(context, session, request);
        if (pairing.side != PairingSide::screen) {
            throw Failure(ErrorCode::camera_pairing_not_found, "the phone of a camera pairing");
        }
        session << camera_pairings_sql::remove, soci::use(pairing.id, "id");
    });
    return web::Response::empty(204);
}

}  // namespace trainingzip::api
