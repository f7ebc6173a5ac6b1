#pragma once

#include <stop_token>

#include "upload/upload_context.h"

namespace trainingzip::upload {

/// Makes the normalised video from the uploaded file, in the sandboxed process, and queues the jobs for pose
/// and shape. Throws Failure, and WorkerDied when the process died; nothing is left behind then.
void run_normalise_job(UploadContext& context, const Job& job, const std::stop_token& stop);

}  // namespace trainingzip::upload
