#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// POST /trainings/{id}: multipart/form-data with the one field `video`, streamed to the storage in pieces.
/// Answers 202 when the file is safely stored and its processing is queued. Whatever fails before leaves the
/// training as it was, except for a full disk, which its owner can see later too. An upload that is evicted
/// for another (LiveUploads) is answered 503 with Retry-After.
web::Response receive_video(UploadContext& context, const web::Request& request, web::BodyReader& body,
                            const auth::Principal& principal);

}  // namespace trainingzip::upload
