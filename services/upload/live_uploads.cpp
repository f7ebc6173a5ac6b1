#include "upload/live_uploads.h"

#include "base/error.h"

namespace trainingzip::upload {

LiveUploads::Place::Place(LiveUploads& uploads, std::int64_t user_id) : uploads_(uploads), user_id_(user_id) {
    const std::scoped_lock lock(uploads_.mutex_);
    int& count = uploads_.of_users_[user_id_];
    if (count >= uploads_.per_user_) {
        throw Failure(ErrorCode::too_many_attempts, "uploads of one user at once").with_retry_after(10);
    }
    ++count;
}

LiveUploads::Place::~Place() {
    const std::scoped_lock lock(uploads_.mutex_);
    uploads_.upload_ids_.erase(upload_id_);
    const auto place = uploads_.of_users_.find(user_id_);
    if (--place->second == 0) uploads_.of_users_.erase(place);
}

void LiveUploads::Place::set_upload(const std::string& upload_id) {
    const std::scoped_lock lock(uploads_.mutex_);
    upload_id_ = upload_id;
    uploads_.upload_ids_.insert(upload_id);
}

std::vector<std::string> LiveUploads::upload_ids() const {
    const std::scoped_lock lock(mutex_);
    return {upload_ids_.begin(), upload_ids_.end()};
}

}  // namespace trainingzip::upload
