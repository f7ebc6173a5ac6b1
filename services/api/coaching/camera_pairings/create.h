#pragma once

#include "api/coaching/coaching_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /camera-pairings → 201 with Location, {pairingId, screenSecret, phoneSecret, expiresDate, _links};
/// for everybody, since visitors practise too. 0009 where the network of the caller has too many.
web::Response create_camera_pairing(const CoachingContext& context, const web::Request& request);

}  // namespace trainingzip::api
