#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// POST /trainings/{id}/retry: processes the newest upload again from where it failed; 202. Throws Failure:
/// upload_in_progress unless it has failed, file_not_found when the uploaded file does not exist any more.
web::Response retry_upload(UploadContext& context, const web::Request& request,
                           const auth::Principal& principal);

}  // namespace trainingzip::upload
