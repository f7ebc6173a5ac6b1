#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// GET /queue, for admins: how many jobs of each kind are open, over all upload servers.
web::Response show_queue(UploadContext& context, const web::Request& request,
                         const auth::Principal& principal);

}  // namespace trainingzip::upload
