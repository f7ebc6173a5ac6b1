#pragma once

#include <cstdint>

#include "auth/principal.h"
#include "upload/upload_store.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::upload {

/// The training in the path, if it belongs to the user. Throws Failure: training_not_found when it does not
/// exist or is hidden from the user, not_permitted when the user may see it but does not own it.
std::int64_t require_own_training(UploadStore& uploads, const web::Request& request,
                                  const auth::Principal& principal);

/// The training in the path, for admins. Throws Failure(training_not_found).
std::int64_t require_training(UploadStore& uploads, const web::Request& request);

/// The URL of the training at this server, as the client sees it.
std::string training_href(const web::Request& request, std::int64_t training_id);

/// 202 with a link to the progress of the training.
web::Response processing_started(const web::Request& request, std::int64_t training_id);

}  // namespace trainingzip::upload
