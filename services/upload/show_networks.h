#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// GET /networks, for admins: what the pose and the shape server work with, which files they miss, and how
/// many trainings are shown that stand-in networks made.
web::Response show_networks(UploadContext& context, const web::Request& request,
                            const auth::Principal& principal);

}  // namespace trainingzip::upload
