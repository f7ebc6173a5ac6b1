#include "upload/upload_context.h"

#include "domain/schema.h"

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
      pose_client(client, JobKind::pose, settings.pose_url, service_token),
      shape_client(client, JobKind::shape, settings.shape_url, service_token),
      networks(client, settings.pose_url, settings.shape_url),
      uploads(database, clock),
      people(database),
      thumbnails(database, clock),
      queue(database, clock, settings.jobs.owner, settings.jobs.lease, settings.jobs.quarantine),
      // By then no lease from before the removal is valid, and without the row no job is handed out.
      removed(database, storage, clock, logger, 2 * settings.jobs.lease, settings.jobs.retry_delay),
      live(settings.places),
      receive_rate(settings.receive_bytes_per_second) {
    database.migrate(domain::schema);
}

jobs::JobClient* UploadContext::client_of(JobKind kind) {
    switch (kind) {
        case JobKind::normalise:
            return nullptr;
        case JobKind::pose:
            return &pose_client;
        case JobKind::shape:
            return &shape_client;
    }
    return nullptr;
}

}  // namespace trainingzip::upload
