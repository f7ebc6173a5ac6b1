#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// PostgreSQL: the characters and pairs of neighbours of a text are kept. To find them takes a hundred
/// microseconds, and where most texts hold a word the database looks at the texts and not at the index.
inline constexpr std::string_view search_grams[] = {
    "{postgresql}DROP INDEX training_search_by_pair",
    R"({postgresql}ALTER TABLE training_search
        ADD COLUMN grams TEXT[] NOT NULL GENERATED ALWAYS AS (short_grams(content)) STORED)",
    "{postgresql}CREATE INDEX training_search_by_pair ON training_search USING gin (grams)",
};

}  // namespace trainingzip::domain::schema_sql
