#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// Percent and time left of the whole of an upload.
struct OverallProgress {
    int percent = 0;                           ///< 0 to 100; 100 only when the upload is READY.
    std::optional<std::int64_t> seconds_left;  ///< nullopt while it cannot be estimated.
};

/// From the frame counters of the stages. Normalising is a tenth, pose and shape share the rest equally.
OverallProgress overall_progress(const std::string& state, const std::vector<JobStage>& stages);

/// GET /trainings/{id}/progress: state of the newest upload, its stages, why it failed, and what was done
/// about its video, in the language of the request. For the owner only; others get 404.
web::Response show_progress(UploadContext& context, const web::Request& request,
                            const auth::Principal& principal);

}  // namespace trainingzip::upload
