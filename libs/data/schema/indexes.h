#pragma once

#include <string_view>

namespace trainingzip::data::schema_sql {

/// For what the upload server asks again and again, however many trainings are done.
inline constexpr std::string_view indexes[] = {
    "CREATE INDEX uploads_by_state ON uploads (state, modified_at)",
    "CREATE INDEX uploads_by_time ON uploads (modified_at)",
    "CREATE INDEX jobs_open ON jobs (kind, id) WHERE state IN ('waiting', 'running')",
};

}  // namespace trainingzip::data::schema_sql
