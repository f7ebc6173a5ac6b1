#pragma once

#include "api/catalogue/catalogue_context.h"
#include "auth/principal.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /trainings/{id}/poses → the poses of the published video, as JSON of the contract or, where Accept
/// names application/vnd.trainingzip.poses, as pose blocks (vision/pose_block.h) one after another. Has an
/// ETag; 1102 when there are none yet. Memory does not grow with the length of the video.
web::Response read_poses(const CatalogueContext& context, const web::Request& request,
                         const auth::Principal* caller);

}  // namespace trainingzip::api
