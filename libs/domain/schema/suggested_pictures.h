#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Whether the server chose a picture because nobody had: a new video of the training replaces it.
inline constexpr std::string_view suggested_pictures[] = {
    "ALTER TABLE pictures ADD COLUMN is_suggested INTEGER NOT NULL DEFAULT 0 CHECK (is_suggested IN (0, 1))",
};

}  // namespace trainingzip::domain::schema_sql
