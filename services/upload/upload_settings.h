#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/config.h"
#include "base/sandboxed_program.h"
#include "database/database.h"
#include "upload/job_queue.h"
#include "upload/live_uploads.h"
#include "web/rate_window.h"

namespace trainingzip::upload {

/// Limits of the process that opens the uploaded file (libs/media/worker).
struct MediaSettings {
    SandboxedProgram program;
    std::int64_t picture_side;  ///< Pixels.
    std::int64_t video_seconds;
    std::int64_t least_milliseconds;  ///< Duration of a video.
    std::int64_t frames_per_second;
    std::int64_t threads;
    std::int64_t file_bytes;
    std::chrono::milliseconds deadline;
};

/// How jobs are leased and retried.
struct JobSettings {
    std::string owner;                      ///< Name of this server in leases; survives a restart.
    std::chrono::milliseconds lease;        ///< A job whose lease was not renewed for this long is free.
    std::chrono::milliseconds retry_delay;  ///< Before the second attempt; tripled for each further one.
    std::chrono::milliseconds patience;     ///< For how long an unreachable server costs no attempt.
    Quarantine quarantine;
    int attempts;
    int normalise_at_once;
    int orders_at_once;  ///< To the pose server, and as many to the shape server.
};

/// The keys of section [upload] that are not those of every server.
struct UploadSettings {
    database::DatabaseSettings database;
    MediaSettings media;
    JobSettings jobs;
    std::filesystem::path storage_root;
    std::filesystem::path jwks;           ///< Public keys, written by the API server.
    std::filesystem::path service_token;  ///< Shared with the pose and the shape server.
    std::string pose_url;
    std::string shape_url;
    std::uint64_t file_limit;  ///< Bytes of one video.
    UploadPlaces places;
    web::MinimumRate upload_rate;
    std::uint64_t receive_bytes_per_second;  ///< Of all uploads together; 0 is no limit.

    static UploadSettings load(ConfigSection& section);
};

}  // namespace trainingzip::upload
