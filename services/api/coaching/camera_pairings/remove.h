#pragma once

#include "api/coaching/coaching_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// DELETE /camera-pairings/{id} → 204; for the screen, once it has the picture or wants none any more. 1130
/// with any other secret.
web::Response remove_camera_pairing(const CoachingContext& context, const web::Request& request);

}  // namespace trainingzip::api
