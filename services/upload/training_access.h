#pragma once

#include <cstdint>

#include "auth/principal.h"
#include "upload/upload_store.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::upload {

/// The training of the path, if it is the asker's. Throws Failure: training_not_found when it does not exist
/// or is hidden from the asker, not_permitted when it is another's that the asker may see.
std::int64_t require_own_training(UploadStore& uploads, const web::Request& request,
                                  const auth::Principal& principal);

/// The training of the path, for somebody who may do everything. Throws Failure(training_not_found).
std::int64_t require_training(UploadStore& uploads, const web::Request& request);

/// Links self and progress of the training, as the client sees this server.
std::string training_href(const web::Request& request, std::int64_t training_id);

/// 202 with a link to the progress of the training.
web::Response work_begins(const web::Request& request, std::int64_t training_id);

}  // namespace trainingzip::upload
