#pragma once

#include "auth/service_token.h"
#include "auth/token_verifier.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/rate_limiter.h"
#include "database/database.h"
#include "jobs/job_client.h"
#include "storage/video_storage.h"
#include "upload/job_metrics.h"
#include "upload/job_notifier.h"
#include "upload/job_queue.h"
#include "upload/live_uploads.h"
#include "upload/network_monitor.h"
#include "upload/people_store.h"
#include "upload/readiness.h"
#include "upload/removed_trainings.h"
#include "upload/thumbnail_store.h"
#include "upload/upload_settings.h"
#include "upload/upload_store.h"
#include "web/client.h"

namespace trainingzip::upload {

/// What the endpoints and the workers share. Every part is safe to use from several threads.
struct UploadContext {
    /// Opens the database and brings its schema up to date.
    UploadContext(UploadSettings upload_settings, Logger upload_logger, const metrics::Metrics& all_metrics);

    /// Of the server that takes orders of this kind; nullptr for JobKind::normalise.
    jobs::JobClient* client_of(JobKind kind);

    const UploadSettings settings;
    const Logger logger;
    const SystemClock clock;
    const JobMetrics metrics;
    database::Database database;
    const storage::VideoStorage storage;
    const auth::TokenVerifier verifier;
    const auth::ServiceToken service_token;
    const web::Client client{};
    jobs::JobClient pose_client;
    jobs::JobClient shape_client;
    const NetworkMonitor networks;
    UploadStore uploads;
    PeopleStore people;
    ThumbnailStore thumbnails;
    JobQueue queue;
    RemovedTrainings removed;
    LiveUploads live;
    RateLimiter receive_rate;  ///< Bytes of all videos on their way in.
    JobNotifier notifier;
    Readiness readiness;
};

}  // namespace trainingzip::upload
