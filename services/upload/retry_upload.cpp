#include "upload/retry_upload.h"

#include "upload/training_access.h"

namespace trainingzip::upload {

web::Response retry_upload(UploadContext& context, const web::Request& request,
                           const auth::Principal& principal) {
    const std::int64_t id = require_own_training(context.uploads, request, principal);
    if (context.uploads.is_busy(id)) throw Failure(ErrorCode::upload_in_progress);
    const auto upload = context.uploads.latest(id);
    const bool has_file = upload && upload->state == "FAILED" &&
                          (context.storage.exists(storage::original_key(id, upload->id)) ||
                           context.storage.exists(storage::video_key(id, upload->id)));
    if (!has_file) throw Failure(ErrorCode::file_not_found, "nothing to try again");
    if (!context.uploads.retry({upload->id, id}, request.request_id))
        throw Failure(ErrorCode::upload_in_progress);
    context.notifier.notify();
    return processing_started(request, id);
}

}  // namespace trainingzip::upload
