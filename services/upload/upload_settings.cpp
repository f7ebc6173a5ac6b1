#include "upload/upload_settings.h"

#include <unistd.h>

#include <climits>
#include <limits>

namespace trainingzip::upload {

namespace {

constexpr std::int64_t any = std::numeric_limits<std::int64_t>::max();

MediaSettings load_media(ConfigSection& section) {
    MediaSettings settings;
    settings.program = SandboxedProgram::load(section, "media");
    settings.picture_side = section.integer("picture_side_limit", 16, 16'384);
    settings.video_seconds = section.integer("video_seconds_limit", 1, 86'400);
    settings.least_milliseconds = section.integer("video_milliseconds_least", 1, 60'000);
    settings.frames_per_second = section.integer("frames_per_second_limit", 1, 1'000);
    settings.threads = section.integer("media_threads", 1, 64);
    settings.deadline = section.seconds("media_deadline_seconds");
    return settings;
}

/// The host name where none is configured: containers of one service share their settings.
std::string instance_name(std::string given) {
    if (!given.empty()) return given;
    char name[HOST_NAME_MAX + 1] = {};
    if (::gethostname(name, sizeof name - 1) != 0 || name[0] == '\0')
        throw ConfigError("[upload] instance: this machine has no name, so one must be given");
    return name;
}

JobSettings load_jobs(ConfigSection& section) {
    JobSettings settings;
    settings.owner = instance_name(section.text("instance"));
    settings.lease = section.seconds("job_lease_seconds");
    settings.retry_delay = section.seconds("job_retry_seconds");
    settings.patience = section.seconds("job_patience_seconds");
    settings.quarantine.alone = section.seconds("job_alone_seconds");
    settings.quarantine.longest_wait = section.seconds("job_suspect_wait_seconds");
    settings.attempts = static_cast<int>(section.integer("job_attempts", 1, 100));
    settings.normalise_at_once = static_cast<int>(section.integer("normalise_at_once", 1, 64));
    settings.orders_at_once = static_cast<int>(section.integer("orders_at_once", 1, 64));
    return settings;
}

UploadPlaces load_places(ConfigSection& section) {
    const auto count = [&](std::string_view key) {
        return static_cast<std::size_t>(section.integer(key, 1, 1'000));
    };
    return {count("uploads_at_once"), count("uploads_at_once_per_user"), count("uploads_at_once_per_address"),
            section.number("upload_slow_bytes_per_second", 0, 1e12)};
}

/// Slower than this, uploads would be dropped as too slow for what is our own doing.
std::uint64_t load_receive_rate(ConfigSection& section, const UploadSettings& settings) {
    const auto rate = static_cast<std::uint64_t>(section.integer("receive_bytes_per_second", 0, any / 4));
    const std::uint64_t least = settings.places.at_once * settings.upload_rate.bytes_per_second;
    if (rate != 0 && rate < least)
        throw ConfigError(
            "[upload] receive_bytes_per_second: less than uploads_at_once times "
            "upload_bytes_per_second");
    return rate;
}

}  // namespace

UploadSettings UploadSettings::load(ConfigSection& section) {
    UploadSettings settings;
    settings.database = database::DatabaseSettings::load(section);
    settings.media = load_media(section);
    settings.jobs = load_jobs(section);
    settings.storage_root = section.path("storage_root");
    settings.jwks = section.path("jwks");
    settings.service_token = section.path("service_token");
    settings.pose_url = section.text("pose_url");
    settings.shape_url = section.text("shape_url");
    settings.file_limit = static_cast<std::uint64_t>(section.integer("file_limit_bytes", 1, any / 4));
    settings.places = load_places(section);
    settings.upload_rate.bytes_per_second =
        static_cast<std::uint64_t>(section.integer("upload_bytes_per_second", 1, 1 << 30));
    settings.upload_rate.window = section.seconds("upload_rate_window_seconds");
    settings.receive_bytes_per_second = load_receive_rate(section, settings);
    // A normalised video may be larger than the uploaded file.
    settings.media.file_bytes = static_cast<std::int64_t>(settings.file_limit) * 2;
    return settings;
}

}  // namespace trainingzip::upload
