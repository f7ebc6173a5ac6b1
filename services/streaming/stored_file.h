#pragma once

#include <cstdint>
#include <memory>

#include "storage/video_storage.h"
#include "web/conditional.h"
#include "web/response.h"

namespace trainingzip::streaming {

enum class FileKind { video, shape };

/// An open file of a published training, and the validators for conditional requests.
struct StoredFile {
    std::shared_ptr<web::OpenFile> file;
    std::uint64_t size = 0;      ///< Bytes.
    web::Validators validators;  ///< A file never changes under its upload id.
};

/// Throws Failure: training_not_found when nothing of this training is published, training_not_ready when
/// this file is missing. Does not check access.
StoredFile find_published(const storage::VideoStorage& storage, std::int64_t training_id, FileKind kind);

}  // namespace trainingzip::streaming
