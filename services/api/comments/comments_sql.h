#pragma once

#include <string_view>

namespace trainingzip::api::comments_sql {

inline constexpr std::string_view insert = R"(
    INSERT INTO comments (training_id, author_id, message, created_at, modified_at)
    VALUES (:training_id, :author_id, :message, :now, :now)
    RETURNING id)";

inline constexpr std::string_view select_one = R"(
    SELECT c.id, c.training_id, c.author_id, u.nick_name, c.message, c.created_at, c.modified_at
    FROM comments c JOIN users u ON u.id = c.author_id
    WHERE c.id = :id)";

/// Followed by ORDER BY and a page.
inline constexpr std::string_view select_many = R"(
    SELECT c.id, c.training_id, c.author_id, u.nick_name, c.message, c.created_at, c.modified_at
    FROM comments c JOIN users u ON u.id = c.author_id
    WHERE c.training_id = :training_id)";
inline constexpr std::string_view count_many =
    "SELECT COUNT(*) FROM comments WHERE training_id = :training_id";

inline constexpr std::string_view order_by = " ORDER BY ";
inline constexpr std::string_view oldest_first = "c.created_at ASC, c.id ASC";
inline constexpr std::string_view limit = " LIMIT :limit OFFSET :offset";

/// What clients may sort by.
inline constexpr std::string_view id_column = "c.id";
inline constexpr std::string_view message_column = "c.message";
inline constexpr std::string_view author_column = "c.author_id";
inline constexpr std::string_view created_column = "c.created_at";
inline constexpr std::string_view modified_column = "c.modified_at";

inline constexpr std::string_view update =
    "UPDATE comments SET message = :message, modified_at = :now WHERE id = :id";
inline constexpr std::string_view remove = "DELETE FROM comments WHERE id = :id";

}  // namespace trainingzip::api::comments_sql
