#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Indexes that give long lists in every order that clients ask for, so that a page reads no more than what
/// stands before it.
inline constexpr std::string_view order[] = {
    // What is skipped on the way to a page is read from the index alone. SQLite looks at the condition again.
    "DROP INDEX trainings_by_time",
    "DROP INDEX trainings_by_category",
    R"({sqlite}CREATE INDEX trainings_by_time ON trainings (modified_at, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_time ON trainings (modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({sqlite}CREATE INDEX trainings_by_category
        ON trainings (category, modified_at, id, state, visibility, hidden)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",
    R"({postgresql}CREATE INDEX trainings_by_category ON trainings (category, modified_at, id)
        WHERE state = 'READY' AND visibility = 'public' AND hidden = 0)",

    // Ranges of what begins with a text, in the order of characters.
    "{sqlite}CREATE INDEX users_by_small_name ON users (LOWER(nick_name))",
    R"({postgresql}CREATE INDEX users_by_small_name ON users (LOWER(nick_name) COLLATE "C"))",
    R"({postgresql}CREATE INDEX users_by_login_id ON users (login_id COLLATE "C"))",
};

}  // namespace trainingzip::domain::schema_sql
