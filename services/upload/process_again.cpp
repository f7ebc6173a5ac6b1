#include "upload/process_again.h"

#include "base/ids.h"

namespace trainingzip::upload {

void process_published_again(UploadContext& context, std::int64_t training_id, const std::string& request_id,
                             const std::optional<jobs::PersonInFrame>& trainer) {
    const auto published = context.uploads.published(training_id);
    if (!published || !context.storage.exists(storage::video_key(training_id, published->id)))
        throw Failure(ErrorCode::file_not_found, "nothing is published");
    const UploadName upload{random_hex(16), training_id};
    context.uploads.begin(upload.id, training_id, published->file_name, published->file_type, request_id);
    try {
        context.storage.link(storage::video_key(training_id, published->id),
                             storage::video_key(training_id, upload.id));
        const auto chosen = trainer ? trainer : context.people.chosen(published->id);
        if (chosen) context.people.choose(upload.id, *chosen);
        context.uploads.received_from(upload, published->id);
    } catch (...) {
        context.storage.remove_tree(storage::upload_key(training_id, upload.id));
        context.uploads.abandon(upload);
        throw;
    }
    context.notifier.notify();
}

}  // namespace trainingzip::upload
