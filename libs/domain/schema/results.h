#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Whether a session is a result, which counts for the best score and the leaderboard, or practice: too
/// little of the clip, or of the body, was compared. What was there before counts.
inline constexpr std::string_view results[] = {
    "ALTER TABLE training_sessions ADD COLUMN is_result INTEGER NOT NULL DEFAULT 1 CHECK (is_result IN (0, "
    "1))",
};

}  // namespace trainingzip::domain::schema_sql
