#pragma once

#include <string_view>

namespace trainingzip::api::previews_sql {

inline constexpr std::string_view select_duration = R"(
    SELECT COALESCE(duration_seconds, 0) FROM uploads WHERE training_id = :id AND state = 'READY'
    ORDER BY created_at DESC, id DESC LIMIT 1)";

/// The header of a JPEG is at its beginning.
inline constexpr std::string_view select_picture = R"(
    SELECT content_type, substr(bytes, 1, 4096), modified_at FROM pictures
    WHERE kind = :kind AND owner_id = :owner_id)";

/// Newest first.
inline constexpr std::string_view select_trainer = R"(
    SELECT t.owner_id, t.title FROM trainings t WHERE {listed} AND t.trainer_name = :name
    ORDER BY t.modified_at DESC, t.id DESC LIMIT 4)";

}  // namespace trainingzip::api::previews_sql
