#pragma once

#include "auth/principal.h"
#include "upload/upload_context.h"
#include "web/server.h"

namespace trainingzip::upload {

/// POST /trainings/{id}: multipart/form-data with the one field `video`, streamed to the storage in pieces.
/// Answers 202 when the file is safely stored and its processing is queued. Whatever fails before leaves the
/// training as it was, but for a full disk, which its owner can read later too. An upload that has to give
/// way to another (LiveUploads) is answered 503 with Retry-After.
web::Response receive_video(UploadContext& context, const web::Request& request, web::BodyReader& body,
                            const auth::Principal& principal);

}  // namespace trainingzip::upload
