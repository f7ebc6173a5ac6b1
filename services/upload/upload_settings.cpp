#include "upload/upload_settings.h"

#include <limits>

namespace trainingzip::upload {

namespace {

constexpr std::int64_t any = std::numeric_limits<std::int64_t>::max();

MediaSettings load_media(ConfigSection& section) {
    MediaSettings settings;
    settings.program = media::MediaProgram::load(section);
    settings.picture_side = section.integer("picture_side_limit", 16, 16'384);
    settings.video_seconds = section.integer("video_seconds_limit", 1, 86'400);
    settings.frames_per_second = section.integer("frames_per_second_limit", 1, 1'000);
    settings.threads = section.integer("media_threads", 1, 64);
    settings.deadline = section.seconds("media_deadline_seconds");
    return settings;
}

JobSettings load_jobs(ConfigSection& section) {
    JobSettings settings;
    settings.owner = section.text("instance");
    settings.lease = section.seconds("job_lease_seconds");
    settings.retry_delay = section.seconds("job_retry_seconds");
    settings.patience = section.seconds("job_patience_seconds");
    settings.attempts = static_cast<int>(section.integer("job_attempts", 1, 100));
    settings.normalise_at_once = static_cast<int>(section.integer("normalise_at_once", 1, 64));
    settings.orders_at_once = static_cast<int>(section.integer("orders_at_once", 1, 64));
    return settings;
}

}  // namespace

UploadSettings UploadSettings::load(ConfigSection& section) {
    UploadSettings settings;
    settings.database = data::DatabaseSettings::load(section);
    settings.media = load_media(section);
    settings.jobs = load_jobs(section);
    settings.storage_root = section.path("storage_root");
    settings.jwks = section.path("jwks");
    settings.service_token = section.path("service_token");
    settings.pose_url = section.text("pose_url");
    settings.shape_url = section.text("shape_url");
    settings.file_limit = static_cast<std::uint64_t>(section.integer("file_limit_bytes", 1, any / 4));
    settings.uploads_at_once = static_cast<std::size_t>(section.integer("uploads_at_once", 1, 1'000));
    settings.uploads_at_once_per_user =
        static_cast<int>(section.integer("uploads_at_once_per_user", 1, 1'000));
    // A video at its largest normalised size may take more room than what was sent.
    settings.media.file_bytes = static_cast<std::int64_t>(settings.file_limit) * 2;
    return settings;
}

}  // namespace trainingzip::upload
