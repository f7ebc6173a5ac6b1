#pragma once

#include <stop_token>

#include "upload/upload_context.h"

namespace trainingzip::upload {

/// Orders poses or the shape (job.kind) from their server and takes the result: poses into the database, the
/// shape is in the storage then. Throws WorkerDied when the server began and died, and what
/// jobs::JobClient::run() throws.
void run_remote_job(UploadContext& context, const Job& job, const std::stop_token& stop);

}  // namespace trainingzip::upload
