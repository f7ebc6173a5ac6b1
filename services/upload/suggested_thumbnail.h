#pragma once

#include "upload/upload_context.h"

namespace trainingzip::upload {

/// Makes the best frame that the shape server has found in this upload the picture of the training, unless
/// its owner has chosen one. A shape server before 0.3 finds none.
void set_suggested_thumbnail(UploadContext& context, const UploadName& upload);

}  // namespace trainingzip::upload
