#include "upload/upload_context.h"

namespace trainingzip::upload {

UploadContext::UploadContext(UploadSettings upload_settings, Logger upload_logger,
                             const metrics::Metrics& all_metrics)
    : settings(std::move(upload_settings)),
      logger(std::move(upload_logger)),
      metrics(all_metrics),
      database(settings.database, all_metrics),
      storage(settings.storage_root, all_metrics),
      verifier(settings.jwks, clock),
      service_token(auth::ServiceToken::load_or_make(settings.service_token)),
      pose_door(client, settings.pose_url),
      shape_door(client, settings.shape_url),
      networks(client, settings.pose_url, settings.shape_url),
      uploads(database, clock),
      jobs(database, clock, settings.jobs.owner, settings.jobs.lease, settings.jobs.quarantine),
      // No lease from before the removal is alive by then, and no job is handed out without the row.
      removed(database, storage, clock, logger, 2 * settings.jobs.lease, settings.jobs.retry_delay),
      live(settings.places),
      receive_rate(settings.receive_bytes_per_second) {
    database.migrate();
}

}  // namespace trainingzip::upload
