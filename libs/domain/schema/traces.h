#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// The request under whose id the jobs of an upload are logged and ordered.
inline constexpr std::string_view traces[] = {
    "ALTER TABLE uploads ADD COLUMN request_id TEXT NOT NULL DEFAULT ''",
};

}  // namespace trainingzip::domain::schema_sql
