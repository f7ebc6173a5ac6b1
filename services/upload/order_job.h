#pragma once

#include <stop_token>

#include "upload/upload_context.h"

namespace trainingzip::upload {

/// Orders poses or the shape (job.kind) from their server and takes the result: poses into the database, the
/// shape is in the storage then. Throws Failure, NotReached or Busy when the server did not begin, BrokenOff
/// when it began and died.
void run_order_job(UploadContext& context, ServerDoor& door, const Job& job, const std::stop_token& stop);

}  // namespace trainingzip::upload
