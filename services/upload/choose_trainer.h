#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// POST /trainings/{id}/trainer, {"person":2}: the person of this number in GET /trainings/{id}/people is the
/// trainer. Computes poses and shape again, unless that person is the trainer already; what is published
/// stays until they are ready. For the owner only. Throws Failure: body_invalid, body_fields_invalid,
/// not_permitted, training_not_found, upload_in_progress, file_not_found when nothing is published,
/// person_not_found.
web::Response choose_trainer(UploadContext& context, const web::Request& request,
                             const auth::Principal& principal);

}  // namespace trainingzip::upload
