#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Jobs in whose work a server died. suspicion is how often that was so without telling whether it was this
/// job's doing; from 1 on the job runs after all others, and alone. accompanied: another job of its kind has
/// begun beside it.
inline constexpr std::string_view suspects[] = {
    "ALTER TABLE jobs ADD COLUMN suspicion INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE jobs ADD COLUMN accompanied INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX jobs_open",
    "CREATE INDEX jobs_open ON jobs (kind, suspicion, id) WHERE state IN ('waiting', 'running')",
};

}  // namespace trainingzip::domain::schema_sql
