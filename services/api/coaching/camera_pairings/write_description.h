#pragma once

#include "api/coaching/coaching_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// POST /camera-pairings/{id}/description {sdp} → 204: of the side whose secret is in X-Pairing-Secret, the
/// phone's offer or the screen's answer. Each side has one: the same again is taken, another is 1131, so the
/// first phone with a code is the only one. 1130 for a pairing that is not there, has expired, or has another
/// secret.
web::Response write_camera_description(const CoachingContext& context, const web::Request& request);

}  // namespace trainingzip::api
