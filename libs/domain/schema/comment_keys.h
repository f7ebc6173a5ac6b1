#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// The Idempotency-Key with which a comment was sent, so that it is not written again when it is sent again.
inline constexpr std::string_view comment_keys[] = {
    "ALTER TABLE comments ADD COLUMN idempotency_key TEXT",
    R"(
    CREATE UNIQUE INDEX comments_by_idempotency_key ON comments (author_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL)",
};

}  // namespace trainingzip::domain::schema_sql
