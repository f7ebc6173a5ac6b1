#pragma once

#include <string_view>

/// Statements on uploads and on the state of their trainings. Times are Unix milliseconds.
namespace trainingzip::upload::uploads_sql {

inline constexpr std::string_view find_training =
    "SELECT owner_id, state FROM trainings WHERE id = :training";

/// An upload counts as alive while a running server receives it, or while it is processed.
inline constexpr std::string_view count_alive =
    "SELECT COUNT(*) FROM uploads WHERE training_id = :training AND "
    "(state IN ('QUEUED', 'PROCESSING') OR (state = 'UPLOADING' AND modified_at >= :alive_since))";

/// Locks the row, so that two uploads of one training cannot begin together.
inline constexpr std::string_view lock_training = "UPDATE trainings SET views = views WHERE id = :training";

inline constexpr std::string_view delete_dead_of_training =
    "DELETE FROM uploads WHERE training_id = :training AND state = 'UPLOADING' AND modified_at < "
    ":alive_since";

inline constexpr std::string_view insert =
    "INSERT INTO uploads (id, training_id, file_name, file_type, size_bytes, state, request_id, created_at, "
    "modified_at) "
    "VALUES (:upload, :training, :file_name, :file_type, 0, 'UPLOADING', :request_id, :now, :now)";

inline constexpr std::string_view touch =
    "UPDATE uploads SET modified_at = :now WHERE id = :upload AND state = 'UPLOADING'";

inline constexpr std::string_view remove = "DELETE FROM uploads WHERE id = :upload";

inline constexpr std::string_view set_received =
    "UPDATE uploads SET state = 'QUEUED', size_bytes = :size, modified_at = :now "
    "WHERE id = :upload AND state = 'UPLOADING'";

inline constexpr std::string_view set_state =
    "UPDATE uploads SET state = :state, modified_at = :now WHERE id = :upload AND state <> 'READY'";

inline constexpr std::string_view set_failed =
    "UPDATE uploads SET state = 'FAILED', failure_code = :code, failure_detail = :detail, modified_at = :now "
    "WHERE id = :upload AND state <> 'READY'";

inline constexpr std::string_view set_queued_again =
    "UPDATE uploads SET state = 'QUEUED', failure_code = NULL, failure_detail = NULL, request_id = "
    ":request_id, "
    "modified_at = :now "
    "WHERE id = :upload AND state = 'FAILED'";

inline constexpr std::string_view set_measures =
    "UPDATE uploads SET width = :width, height = :height, duration_seconds = :seconds, frame_count = "
    ":frames, "
    "notices = :notices WHERE id = :upload";

inline constexpr std::string_view find_notices = "SELECT notices FROM uploads WHERE id = :upload";
inline constexpr std::string_view set_notices = "UPDATE uploads SET notices = :notices WHERE id = :upload";

inline constexpr std::string_view find_measures =
    "SELECT COALESCE(width, 0), COALESCE(height, 0), COALESCE(frame_count, 0) FROM uploads WHERE id = "
    ":upload";

inline constexpr std::string_view find_training_of = "SELECT training_id FROM uploads WHERE id = :upload";

/// One part made with stand-in networks marks the whole upload.
inline constexpr std::string_view set_networks =
    "UPDATE uploads SET networks = :networks WHERE id = :upload AND networks <> 'stand-in'";

/// The upload of a training that is published.
inline constexpr std::string_view published =
    "SELECT id, file_name, file_type, networks FROM uploads WHERE training_id = :training AND state = "
    "'READY' "
    "ORDER BY created_at DESC, id DESC LIMIT 1";

/// The measures of the video that two uploads share.
inline constexpr std::string_view copy_measures =
    "UPDATE uploads SET (size_bytes, width, height, duration_seconds, frame_count, notices) = "
    "(SELECT size_bytes, width, height, duration_seconds, frame_count, notices FROM uploads other "
    "WHERE other.id = :from), state = 'QUEUED', modified_at = :now WHERE id = :upload AND state = "
    "'UPLOADING'";

inline constexpr std::string_view count_stand_in =
    "SELECT COUNT(*) FROM uploads WHERE state = 'READY' AND networks = 'stand-in'";

inline constexpr std::string_view request_remakes =
    "UPDATE trainings SET remake = 1 WHERE remake = 0 AND id IN "
    "(SELECT training_id FROM uploads WHERE state = 'READY' AND networks = 'stand-in')";

inline constexpr std::string_view next_remake =
    "SELECT id FROM trainings WHERE remake = 1 ORDER BY id LIMIT 1";

/// When several servers try, one of them changes the row.
inline constexpr std::string_view take_remake =
    "UPDATE trainings SET remake = 0 WHERE id = :training AND remake = 1";

inline constexpr std::string_view latest =
    "SELECT id, state, COALESCE(failure_code, ''), COALESCE(failure_detail, ''), notices, networks FROM "
    "uploads WHERE training_id = :training ORDER BY created_at DESC, id DESC LIMIT 1";

/// A training shows its published video regardless of the state of a newer one.
inline constexpr std::string_view derive_training_state =
    "UPDATE trainings SET state = CASE "
    "WHEN EXISTS (SELECT 1 FROM uploads WHERE training_id = :training AND state = 'READY') THEN 'READY' "
    "ELSE COALESCE((SELECT state FROM uploads WHERE training_id = :training "
    "ORDER BY created_at DESC, id DESC LIMIT 1), 'CREATED') END WHERE id = :training";

inline constexpr std::string_view touch_training =
    "UPDATE trainings SET modified_at = :now WHERE id = :training";

inline constexpr std::string_view dead =
    "SELECT id, training_id FROM uploads WHERE state = 'UPLOADING' AND modified_at < :since";

/// kinds: how many kinds of jobs there are.
inline constexpr std::string_view finished =
    "SELECT id, training_id FROM uploads WHERE state IN ('QUEUED', 'PROCESSING') AND :kinds = "
    "(SELECT COUNT(*) FROM jobs WHERE jobs.upload_id = uploads.id AND jobs.state = 'done')";

/// Superseded by an upload that was modified since then: a failed one as soon as the newer is received, a
/// ready one as soon as the newer is ready.
inline constexpr std::string_view superseded =
    "SELECT DISTINCT old.id, old.training_id FROM uploads newer JOIN uploads old "
    "ON old.training_id = newer.training_id AND newer.id <> old.id WHERE newer.modified_at >= :since AND "
    "old.state IN ('FAILED', 'READY') AND "
    "(newer.created_at > old.created_at OR (newer.created_at = old.created_at AND newer.id > old.id)) AND "
    "(newer.state = 'READY' OR (old.state = 'FAILED' AND newer.state <> 'UPLOADING'))";

inline constexpr std::string_view delete_blocks = "DELETE FROM pose_blocks WHERE upload_id = :upload";

inline constexpr std::string_view find_blocks =
    "SELECT first_frame, block FROM pose_blocks WHERE upload_id = :upload AND first_frame >= :first_frame "
    "ORDER BY first_frame";

inline constexpr std::string_view insert_block =
    "INSERT INTO pose_blocks (upload_id, first_frame, frame_count, block) "
    "VALUES (:upload, :first_frame, :frame_count, :block)";

}  // namespace trainingzip::upload::uploads_sql
