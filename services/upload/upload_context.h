#pragma once

#include "auth/service_token.h"
#include "auth/token_verifier.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/rate_limiter.h"
#include "data/database.h"
#include "storage/video_storage.h"
#include "upload/bell.h"
#include "upload/job_metrics.h"
#include "upload/job_queue.h"
#include "upload/live_uploads.h"
#include "upload/network_watch.h"
#include "upload/readiness.h"
#include "upload/removed_trainings.h"
#include "upload/server_door.h"
#include "upload/upload_settings.h"
#include "upload/upload_store.h"
#include "web/client.h"

namespace trainingzip::upload {

/// What the endpoints and the workers share. Every part is safe to use from several threads.
struct UploadContext {
    /// Opens the database and brings its schema up to date.
    UploadContext(UploadSettings upload_settings, Logger upload_logger, const metrics::Metrics& all_metrics);

    const UploadSettings settings;
    const Logger logger;
    const SystemClock clock;
    const JobMetrics metrics;
    data::Database database;
    const storage::VideoStorage storage;
    const auth::TokenVerifier verifier;
    const auth::ServiceToken service_token;
    const web::Client client{};
    ServerDoor pose_door;
    ServerDoor shape_door;
    const NetworkWatch networks;
    UploadStore uploads;
    JobQueue jobs;
    RemovedTrainings removed;
    LiveUploads live;
    RateLimiter receive_rate;  ///< Bytes of all videos on their way in.
    Bell work;
    Readiness readiness;
};

}  // namespace trainingzip::upload
