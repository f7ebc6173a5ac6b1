#pragma once

#include "upload/upload_context.h"

namespace trainingzip::upload {

/// The one place where an upload becomes READY: its video and shape are published in the storage, then the
/// database says so. Each step can be done again, so a death in between costs nothing.
void publish_finished(UploadContext& context);

/// Removes uploads whose server died while they were received; their trainings go back to what they were.
void clear_dead(UploadContext& context);

/// Removes files and rows of uploads that newer ones, changed since then, have replaced.
void clear_superseded(UploadContext& context, UtcTime since);

}  // namespace trainingzip::upload
