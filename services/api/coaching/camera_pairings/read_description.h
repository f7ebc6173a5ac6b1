#pragma once

#include "api/coaching/coaching_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /camera-pairings/{id}/description → {sdp}: of the other side than the one whose secret is in
/// X-Pairing-Secret; null until that has sent it. Clients ask about once a second. 1130 as when writing.
web::Response read_camera_description(const CoachingContext& context, const web::Request& request);

}  // namespace trainingzip::api
