#include "upload/readiness.h"

#include "upload/upload_context.h"

namespace trainingzip::upload {

namespace {

std::string find_reason(UploadContext& context) {
    try {
        if (std::string fault = context.database.check(); !fault.empty()) return fault;
        // Without commit() nothing remains of it.
        storage::StorageWriter probe = context.storage.writer("probe/upload");
        probe.write("writable");
        return {};
    } catch (const std::exception& error) {
        return std::string("storage: ") + error.what();
    }
}

}  // namespace

std::string Readiness::reason() const {
    const std::scoped_lock lock(mutex_);
    return reason_;
}

void Readiness::update(UploadContext& context) {
    std::string reason = find_reason(context);
    const std::scoped_lock lock(mutex_);
    reason_ = std::move(reason);
}

}  // namespace trainingzip::upload
