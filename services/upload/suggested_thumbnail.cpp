#include "upload/suggested_thumbnail.h"

namespace trainingzip::upload {

void set_suggested_thumbnail(UploadContext& context, const UploadName& upload) {
    const std::string shape = storage::shape_key(upload.training_id, upload.id);
    const auto large = context.storage.small_file(storage::suggested_picture_key(shape, 1));
    const auto medium = context.storage.small_file(storage::smaller_picture_key(shape, "medium"));
    const auto small = context.storage.small_file(storage::smaller_picture_key(shape, "small"));
    if (!large || !medium || !small) return;
    if (context.thumbnails.suggest(upload.training_id, {*large, *medium, *small})) {
        context.logger.info("thumbnail_suggested",
                            {{"training_id", upload.training_id}, {"upload_id", upload.id}});
    }
}

}  // namespace trainingzip::upload
