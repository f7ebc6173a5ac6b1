#include "upload/housekeeping.h"

namespace trainingzip::upload {

namespace {

void remove(UploadContext& context, const UploadName& upload, std::string_view event) {
    // Files first: a row that stays is found again.
    context.storage.remove_tree(storage::upload_key(upload.training_id, upload.id));
    context.uploads.remove(upload);
    context.logger.info(event, {{"training", upload.training_id}, {"upload", upload.id}});
}

}  // namespace

void publish_finished(UploadContext& context) {
    for (const UploadName& upload : context.uploads.finished()) {
        context.storage.publish(upload.training_id, upload.id);
        context.uploads.set_ready(upload);
        context.storage.remove(storage::original_key(upload.training_id, upload.id));
        context.logger.info("training_ready", {{"training", upload.training_id}, {"upload", upload.id}});
    }
}

void clear_dead(UploadContext& context) {
    for (const UploadName& upload : context.uploads.dead()) remove(context, upload, "dead_upload_removed");
}

void clear_superseded(UploadContext& context, UtcTime since) {
    for (const UploadName& upload : context.uploads.superseded(since))
        remove(context, upload, "old_upload_removed");
}

}  // namespace trainingzip::upload
