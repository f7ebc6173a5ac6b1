#include "upload/upload_context.h"

namespace trainingzip::upload {

UploadContext::UploadContext(UploadSettings upload_settings, Logger upload_logger)
    : settings(std::move(upload_settings)),
      logger(std::move(upload_logger)),
      database(settings.database),
      storage(settings.storage_root),
      verifier(settings.jwks, clock),
      service_token(auth::ServiceToken::load_or_make(settings.service_token)),
      uploads(database, clock),
      jobs(database, clock, settings.jobs.owner, settings.jobs.lease),
      live(settings.uploads_at_once_per_user) {
    database.migrate();
}

}  // namespace trainingzip::upload
