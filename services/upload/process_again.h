#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "jobs/possible_trainers.h"
#include "upload/upload_context.h"

namespace trainingzip::upload {

/// Computes poses and shape of the published video of a training again, without normalising it again: a new
/// upload with the same video, which replaces what is published once it is ready. `trainer` is whom the owner
/// chooses; else an earlier choice holds. Throws Failure: file_not_found when nothing is published,
/// upload_in_progress.
void process_published_again(UploadContext& context, std::int64_t training_id, const std::string& request_id,
                             const std::optional<jobs::PersonInFrame>& trainer = std::nullopt);

}  // namespace trainingzip::upload
