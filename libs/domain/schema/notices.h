#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// What the owner is told of a video that could be used: a JSON array (services/upload/notices.h).
inline constexpr std::string_view notices[] = {
    "ALTER TABLE uploads ADD COLUMN notices TEXT NOT NULL DEFAULT '[]'",
};

}  // namespace trainingzip::domain::schema_sql
