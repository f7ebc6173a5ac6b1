#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// GET /networks, for admins: which networks the pose and the shape server have loaded, which files they
/// lack, and how many published trainings were made with stand-in networks.
web::Response show_networks(UploadContext& context, const web::Request& request,
                            const auth::Principal& principal);

}  // namespace trainingzip::upload
