#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// What somebody looked at is found by who it was, to go when they leave.
inline constexpr std::string_view views[] = {
    "CREATE INDEX training_views_by_viewer ON training_views (viewer)",
};

}  // namespace trainingzip::domain::schema_sql
