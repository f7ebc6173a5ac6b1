#pragma once

#include "upload/upload_context.h"

namespace trainingzip::upload {

/// The one place where an upload becomes READY: its video and shape are published in the storage, then the
/// database is updated. Each step is idempotent, so a crash in between loses nothing.
void publish_finished(UploadContext& context);

/// Removes uploads whose server died while receiving them; their trainings return to their earlier state.
void clear_dead(UploadContext& context);

/// Removes files and rows of uploads that were superseded by newer ones modified since then.
void clear_superseded(UploadContext& context, UtcTime since);

}  // namespace trainingzip::upload
