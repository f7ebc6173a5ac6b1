#pragma once

#include <string_view>

/// Statements on the queue of jobs. modified_at is when the frame counters last changed: the last heartbeat
/// of the server that works on the job.
namespace trainingzip::upload::jobs_sql {

inline constexpr std::string_view insert =
    "INSERT INTO jobs (upload_id, kind, state, modified_at) VALUES (:upload, :kind, 'waiting', :now)";

/// A job of this kind that another upload has done.
inline constexpr std::string_view insert_done =
    "INSERT INTO jobs (upload_id, kind, state, frames_done, frames_total, modified_at) "
    "SELECT :upload, kind, 'done', frames_done, frames_total, :now FROM jobs "
    "WHERE upload_id = :from AND kind = :kind";

/// The next job to be worked on. The redundant condition on the state makes the partial indexes usable. A
/// shape follows the poses of its upload, so it begins when there are some.
inline constexpr std::string_view next =
    "SELECT jobs.id, jobs.upload_id, uploads.training_id, jobs.attempts, jobs.suspicion, jobs.not_before, "
    "uploads.request_id FROM jobs JOIN uploads ON uploads.id = jobs.upload_id "
    "WHERE jobs.kind = :kind AND jobs.suspicion = 0 AND jobs.state IN ('waiting', 'running') AND "
    "jobs.state = 'waiting' AND jobs.not_before <= :now AND (jobs.kind <> 'shape' OR EXISTS "
    "(SELECT 1 FROM jobs pose JOIN pose_blocks ON pose_blocks.upload_id = pose.upload_id "
    "WHERE pose.upload_id = jobs.upload_id AND pose.kind = 'pose' AND "
    "pose.state IN ('running', 'done'))) ORDER BY jobs.id LIMIT 1";

/// As `next`, among the suspects: the one that has waited longest.
inline constexpr std::string_view next_suspect =
    "SELECT jobs.id, jobs.upload_id, uploads.training_id, jobs.attempts, jobs.suspicion, jobs.not_before, "
    "uploads.request_id FROM jobs JOIN uploads ON uploads.id = jobs.upload_id "
    "WHERE jobs.kind = :kind AND jobs.suspicion > 0 AND jobs.state IN ('waiting', 'running') AND "
    "jobs.state = 'waiting' AND jobs.not_before <= :now AND (jobs.kind <> 'shape' OR EXISTS "
    "(SELECT 1 FROM jobs pose JOIN pose_blocks ON pose_blocks.upload_id = pose.upload_id "
    "WHERE pose.upload_id = jobs.upload_id AND pose.kind = 'pose' AND "
    "pose.state IN ('running', 'done'))) ORDER BY jobs.not_before, jobs.id LIMIT 1";

/// Appended to `next` and `next_suspect` where rows are locked individually, so that another server takes the
/// next row instead of waiting.
inline constexpr std::string_view skip_locked_postgresql = " FOR UPDATE OF jobs SKIP LOCKED";

/// At most one, as long as every server asks before it starts a suspect.
inline constexpr std::string_view running_suspect =
    "SELECT started_at, suspicion FROM jobs WHERE kind = :kind AND suspicion > 0 AND "
    "state IN ('waiting', 'running') AND state = 'running' ORDER BY started_at DESC LIMIT 1";

inline constexpr std::string_view count_running =
    "SELECT COUNT(*) FROM jobs WHERE kind = :kind AND state IN ('waiting', 'running') AND state = 'running'";

/// The condition is evaluated again after waiting for another server's lock on the row.
inline constexpr std::string_view claim =
    "UPDATE jobs SET state = 'running', attempts = attempts + 1, accompanied = 0, lease_owner = :owner, "
    "lease_until = :until, started_at = :now, frames_done = 0, frames_per_second = 0 "
    "WHERE id = :job AND state = 'waiting' AND not_before <= :now";

/// Suspects beside which another job has begun.
inline constexpr std::string_view set_accompanied =
    "UPDATE jobs SET accompanied = 1 WHERE kind = :kind AND suspicion > 0 AND "
    "state IN ('waiting', 'running') AND state = 'running' AND EXISTS (SELECT 1 FROM jobs other "
    "WHERE other.kind = :kind AND other.state IN ('waiting', 'running') AND other.state = 'running' AND "
    "other.id <> jobs.id)";

inline constexpr std::string_view is_accompanied = "SELECT accompanied FROM jobs WHERE id = :job";

inline constexpr std::string_view held_by =
    "SELECT jobs.id, jobs.upload_id, uploads.training_id, jobs.kind, jobs.attempts, jobs.suspicion, "
    "jobs.not_before, uploads.request_id FROM jobs JOIN uploads ON uploads.id = jobs.upload_id "
    "WHERE jobs.state IN ('waiting', 'running') AND jobs.state = 'running' AND jobs.lease_owner = :owner";

inline constexpr std::string_view expired =
    "SELECT jobs.id, jobs.upload_id, uploads.training_id, jobs.kind, jobs.attempts, jobs.suspicion, "
    "jobs.not_before, uploads.request_id FROM jobs JOIN uploads ON uploads.id = jobs.upload_id "
    "WHERE jobs.state IN ('waiting', 'running') AND jobs.state = 'running' AND jobs.lease_until < :now";

inline constexpr std::string_view adopt =
    "UPDATE jobs SET lease_owner = :owner, lease_until = :until WHERE id = :job AND state = 'running' AND "
    "lease_until < :now";

inline constexpr std::string_view renew =
    "UPDATE jobs SET lease_until = :until WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view set_progress =
    "UPDATE jobs SET frames_done = :done, frames_total = :total, frames_per_second = :speed, modified_at = "
    ":now "
    "WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view hand_back =
    "UPDATE jobs SET state = 'waiting', attempts = :attempts, suspicion = :suspicion, "
    "not_before = :not_before, lease_owner = NULL, lease_until = NULL "
    "WHERE id = :job AND state = 'running' AND lease_owner = :owner";

/// A fault in the video affects each server that works on it.
inline constexpr std::string_view suspect_waiting_of_upload =
    "UPDATE jobs SET suspicion = 1, not_before = :not_before "
    "WHERE upload_id = :upload AND state = 'waiting' AND suspicion = 0";

inline constexpr std::string_view finish =
    "UPDATE jobs SET state = 'done', frames_done = :done, frames_total = :done, lease_owner = NULL, "
    "lease_until = NULL, modified_at = :now WHERE id = :job AND state = 'running' AND lease_owner = :owner";

inline constexpr std::string_view fail_all_of_upload =
    "UPDATE jobs SET state = 'failed', lease_owner = NULL, lease_until = NULL, modified_at = :now "
    "WHERE upload_id = :upload AND state <> 'done'";

/// A retry by the owner does not clear the job of suspicion.
inline constexpr std::string_view restart_failed =
    "UPDATE jobs SET state = 'waiting', attempts = 0, suspicion = CASE WHEN suspicion > 0 THEN 1 ELSE 0 END, "
    "not_before = :now, frames_done = 0, modified_at = :now WHERE upload_id = :upload AND state = 'failed'";

inline constexpr std::string_view count_open =
    "SELECT kind, SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END), SUM(CASE WHEN suspicion > 0 THEN 1 ELSE 0 END) "
    "FROM jobs WHERE state IN ('waiting', 'running') "
    "GROUP BY kind";

inline constexpr std::string_view pose_state =
    "SELECT state FROM jobs WHERE upload_id = :upload AND kind = 'pose'";

inline constexpr std::string_view of_upload =
    "SELECT kind, state, frames_done, frames_total, frames_per_second FROM jobs WHERE upload_id = :upload";

}  // namespace trainingzip::upload::jobs_sql
