#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// For what the servers ask again and again, however much there is.
inline constexpr std::string_view indexes[] = {
    "CREATE INDEX uploads_by_state ON uploads (state, modified_at)",
    "CREATE INDEX uploads_by_time ON uploads (modified_at)",
    "CREATE INDEX incidents_by_resolution ON incidents (resolved_at)",
    "CREATE INDEX uploads_open ON uploads (id, training_id) WHERE state IN ('QUEUED', 'PROCESSING')",
    "CREATE INDEX jobs_open ON jobs (kind, id) WHERE state IN ('waiting', 'running')",
};

}  // namespace trainingzip::domain::schema_sql
