#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// GET /trainings/{id}/people: the persons in the published video, or in the one that is being processed,
/// who may be the trainer, numbered from 1. For the owner only; others get 404.
web::Response show_people(UploadContext& context, const web::Request& request,
                          const auth::Principal& principal);

}  // namespace trainingzip::upload
