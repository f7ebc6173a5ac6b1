#pragma once

#include <string_view>

namespace trainingzip::api::comments_sql {

inline constexpr std::string_view insert = R"(
    INSERT INTO comments (training_id, author_id, message, parent_id, idempotency_key, created_at, modified_at)
    VALUES (:training_id, :author_id, :message, :parent_id, :key, :now, :now)
    ON CONFLICT (author_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
    RETURNING id)";
/// What was sent with the key before. One that was edited since has any message.
inline constexpr std::string_view select_sent = R"(
    SELECT id FROM comments
    WHERE author_id = :author_id AND idempotency_key = :key AND training_id = :training_id
        AND COALESCE(parent_id, 0) = :parent_id AND (message = :message OR modified_at > created_at))";

/// 0 stands for no parent, and for no picture of the author.
inline constexpr std::string_view select = R"(
    SELECT c.id, c.training_id, c.author_id, u.nick_name, c.message, c.created_at, c.modified_at,
        COALESCE(c.parent_id, 0), (SELECT COUNT(*) FROM comments r WHERE r.parent_id = c.id),
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'profile' AND p.owner_id = u.id), 0)
    FROM comments c JOIN users u ON u.id = c.author_id
    WHERE {conditions}{page})";
inline constexpr std::string_view count_first_level =
    "SELECT COUNT(*) FROM comments WHERE id = :id AND training_id = :training_id AND parent_id IS NULL";
inline constexpr std::string_view count = "SELECT COUNT(*) FROM comments c WHERE {conditions}";
inline constexpr std::string_view is_one = "c.id = :id";
inline constexpr std::string_view is_of_training = "c.training_id = :training_id";
inline constexpr std::string_view is_first_level = "c.training_id = :training_id AND c.parent_id IS NULL";
inline constexpr std::string_view is_reply = "c.training_id = :training_id AND c.parent_id = :parent_id";

inline constexpr std::string_view oldest_first = "c.created_at ASC, c.id ASC";

/// The columns that clients may sort by.
inline constexpr std::string_view id_column = "c.id";
inline constexpr std::string_view message_column = "c.message";
inline constexpr std::string_view author_column = "c.author_id";
inline constexpr std::string_view created_column = "c.created_at";
inline constexpr std::string_view modified_column = "c.modified_at";

inline constexpr std::string_view update =
    "UPDATE comments SET message = :message, modified_at = :now WHERE id = :id";
inline constexpr std::string_view remove = "DELETE FROM comments WHERE id = :id";

}  // namespace trainingzip::api::comments_sql
