#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// Whether the training of this upload can be processed again with better networks now.
bool is_reprocessable(const UploadContext& context, const std::string& state, const std::string& networks);

/// POST /trainings/{id}/reprocess: computes poses and shape of the published video again, with the networks
/// loaded now. What is published stays until they are ready. For the owner and admins. Throws Failure:
/// not_permitted, training_not_found, upload_in_progress, file_not_found when nothing is published,
/// models_missing while the real networks are not there.
web::Response reprocess_upload(UploadContext& context, const web::Request& request,
                               const auth::Principal& principal);

/// POST /reprocess, for admins: marks all trainings made with stand-in networks for reprocessing.
web::Response reprocess_all(UploadContext& context, const web::Request& request,
                            const auth::Principal& principal);

/// Starts one of the marked trainings when the queue is empty, so that no upload waits for them.
void reprocess_next(UploadContext& context);

}  // namespace trainingzip::upload
