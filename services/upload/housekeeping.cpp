#include "upload/housekeeping.h"

#include "upload/suggested_thumbnail.h"

namespace trainingzip::upload {

namespace {

void remove(UploadContext& context, const UploadName& upload, std::string_view reason) {
    // Files first: while the row remains, the next round tries again.
    context.storage.remove_tree(storage::upload_key(upload.training_id, upload.id));
    context.uploads.remove(upload);
    context.logger.info("upload_removed",
                        {{"training_id", upload.training_id}, {"upload_id", upload.id}, {"reason", reason}});
}

}  // namespace

void publish_finished(UploadContext& context) {
    for (const UploadName& upload : context.uploads.finished()) {
        context.storage.publish(upload.training_id, upload.id);
        set_suggested_thumbnail(context, upload);
        context.uploads.set_ready(upload);
        context.storage.remove(storage::original_key(upload.training_id, upload.id));
        context.logger.info("training_ready",
                            {{"training_id", upload.training_id}, {"upload_id", upload.id}});
    }
}

void clear_dead(UploadContext& context) {
    for (const UploadName& upload : context.uploads.dead()) remove(context, upload, "its server died");
}

void clear_superseded(UploadContext& context, UtcTime since) {
    for (const UploadName& upload : context.uploads.superseded(since)) remove(context, upload, "superseded");
}

}  // namespace trainingzip::upload
