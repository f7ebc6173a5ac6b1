#include "streaming/stored_file.h"

#include <sys/stat.h>

#include <system_error>

namespace trainingzip::streaming {

namespace {

std::string key_of(std::int64_t training_id, const std::string& upload_id, FileKind kind) {
    return kind == FileKind::video ? storage::video_key(training_id, upload_id)
                                   : storage::shape_key(training_id, upload_id);
}

std::shared_ptr<web::OpenFile> open(const std::filesystem::path& path) {
    try {
        return std::make_shared<web::OpenFile>(path);
    } catch (const Failure& failure) {
        throw Failure(ErrorCode::training_not_ready, failure.what());
    }
}

}  // namespace

StoredFile find_published(const storage::VideoStorage& storage, std::int64_t training_id, FileKind kind) {
    auto upload_id = storage.published(training_id);
    if (!upload_id) throw Failure(ErrorCode::training_not_found, "nothing is published");
    StoredFile found;
    try {
        found.file = open(storage.path_of(key_of(training_id, *upload_id, kind)));
    } catch (const Failure&) {
        // Another upload may have been published in between.
        const auto now = storage.published(training_id);
        if (!now || now == upload_id) throw;
        upload_id = now;
        found.file = open(storage.path_of(key_of(training_id, *upload_id, kind)));
    }
    struct stat status {};
    if (::fstat(found.file->descriptor(), &status) != 0)
        throw std::system_error(errno, std::generic_category(), "fstat");
    if (!S_ISREG(status.st_mode)) throw Failure(ErrorCode::training_not_ready, "not a file");
    found.size = static_cast<std::uint64_t>(status.st_size);
    found.validators.modified = UtcTime(std::chrono::seconds(status.st_mtim.tv_sec));
    found.validators.entity_tag = '"' + *upload_id + (kind == FileKind::video ? "-video-" : "-shape-") +
                                  std::to_string(found.size) + '"';
    return found;
}

}  // namespace trainingzip::streaming
