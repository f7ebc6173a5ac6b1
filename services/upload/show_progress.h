#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// Percent and time left of the whole of an upload.
struct OverallProgress {
    int percent = 0;                           ///< 0 to 100; 100 only when the upload is READY.
    std::optional<std::int64_t> seconds_left;  ///< nullopt while it cannot be known.
};

/// From the counters of the stages. Normalising counts a tenth, pose and shape the rest in equal shares.
OverallProgress overall_progress(const std::string& state, const std::vector<JobStage>& stages);

/// GET /trainings/{id}/progress: state of the newest upload, its stages, why it failed, and what was done
/// about its video, in the language of the asker. For the owner only; the training does not exist for others.
web::Response show_progress(UploadContext& context, const web::Request& request,
                            const auth::Principal& principal);

}  // namespace trainingzip::upload
