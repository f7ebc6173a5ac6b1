#pragma once

#include <string_view>

/// Statements on the queue of jobs. modified_at is when the counters last moved: the last sign of life of
/// the server that works on the job.
namespace trainingzip::upload::jobs_sql {

inline constexpr std::string_view insert =
    "INSERT INTO jobs (upload_id, kind, state, modified_at) VALUES (:upload, :kind, 'waiting', :now)";

inline constexpr std::string_view next =
    "SELECT jobs.id, jobs.upload_id, uploads.training_id, jobs.attempts, jobs.modified_at, "
    "uploads.request_id FROM jobs "
    "JOIN uploads ON uploads.id = jobs.upload_id WHERE jobs.kind = :kind AND "
    "jobs.state IN ('waiting', 'running') AND "
    "((jobs.state = 'waiting' AND jobs.not_before <= :now) OR "
    "(jobs.state = 'running' AND jobs.lease_until < :now)) ORDER BY jobs.id LIMIT 1";

/// Behind `next` where rows are locked one by one: another server takes the next one meanwhile.
inline constexpr std::string_view skip_locked_postgresql = " FOR UPDATE OF jobs SKIP LOCKED";

/// The condition holds again when another server waited for the row.
inline constexpr std::string_view claim =
    "UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_owner = :owner, lease_until = :until, "
    "started_at = :now, frames_done = 0, frames_per_second = 0 WHERE id = :job AND "
    "((state = 'waiting' AND not_before <= :now) OR (state = 'running' AND lease_until < :now))";

inline constexpr std::string_view renew =
    "UPDATE jobs SET lease_until = :until WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view set_progress =
    "UPDATE jobs SET frames_done = :done, frames_total = :total, frames_per_second = :speed, modified_at = "
    ":now "
    "WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view hand_back =
    "UPDATE jobs SET state = 'waiting', attempts = :attempts, not_before = :not_before, lease_owner = NULL, "
    "lease_until = NULL WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view finish =
    "UPDATE jobs SET state = 'done', frames_done = :done, frames_total = :done, lease_owner = NULL, "
    "lease_until = NULL, modified_at = :now WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view fail_all_of_upload =
    "UPDATE jobs SET state = 'failed', lease_owner = NULL, lease_until = NULL, modified_at = :now "
    "WHERE upload_id = :upload AND state <> 'done'";

inline constexpr std::string_view restart_failed =
    "UPDATE jobs SET state = 'waiting', attempts = 0, not_before = 0, frames_done = 0, modified_at = :now "
    "WHERE upload_id = :upload AND state = 'failed'";

/// Of a server that died with jobs in its hands and is here again.
inline constexpr std::string_view take_back =
    "UPDATE jobs SET state = 'waiting', not_before = 0, lease_owner = NULL, lease_until = NULL "
    "WHERE state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view count_open =
    "SELECT kind, SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END) FROM jobs WHERE state IN ('waiting', 'running') "
    "GROUP BY kind";

inline constexpr std::string_view of_upload =
    "SELECT kind, state, frames_done, frames_total, frames_per_second FROM jobs WHERE upload_id = :upload";

}  // namespace trainingzip::upload::jobs_sql
