#pragma once

#include <string_view>

namespace trainingzip::api::pictures_sql {

/// modified_at is the version in cacheable URLs: two pictures of one owner never share it.
inline constexpr std::string_view upsert = R"(
    INSERT INTO pictures (kind, owner_id, content_type, bytes, modified_at)
    VALUES (:kind, :owner_id, :content_type, :bytes, :now)
    ON CONFLICT (kind, owner_id) DO UPDATE
    SET content_type = excluded.content_type, bytes = excluded.bytes,
        is_suggested = 0,
        modified_at = CASE WHEN excluded.modified_at > pictures.modified_at THEN excluded.modified_at
                           ELSE pictures.modified_at + 1 END
    RETURNING modified_at)";
inline constexpr std::string_view remove_sizes =
    "DELETE FROM picture_sizes WHERE kind = :kind AND owner_id = :owner_id";
inline constexpr std::string_view insert_size = R"(
    INSERT INTO picture_sizes (kind, owner_id, size, bytes) VALUES (:kind, :owner_id, :size, :bytes))";

inline constexpr std::string_view select_user = "SELECT id FROM users WHERE id = :id";

inline constexpr std::string_view select_large = R"(
    SELECT content_type, bytes, modified_at FROM pictures WHERE kind = :kind AND owner_id = :owner_id)";
inline constexpr std::string_view select_medium = R"(
    SELECT p.content_type, COALESCE(
        (SELECT m.bytes FROM picture_sizes m
         WHERE m.kind = p.kind AND m.owner_id = p.owner_id AND m.size = 'medium'),
        p.bytes), p.modified_at
    FROM pictures p WHERE p.kind = :kind AND p.owner_id = :owner_id)";
inline constexpr std::string_view select_small = R"(
    SELECT p.content_type, COALESCE(
        (SELECT s.bytes FROM picture_sizes s
         WHERE s.kind = p.kind AND s.owner_id = p.owner_id AND s.size = 'small'),
        (SELECT m.bytes FROM picture_sizes m
         WHERE m.kind = p.kind AND m.owner_id = p.owner_id AND m.size = 'medium'),
        p.bytes), p.modified_at
    FROM pictures p WHERE p.kind = :kind AND p.owner_id = :owner_id)";

}  // namespace trainingzip::api::pictures_sql
