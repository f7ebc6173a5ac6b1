#pragma once

#include <string_view>

namespace trainingzip::api::pictures_sql {

inline constexpr std::string_view upsert = R"(
    INSERT INTO pictures (kind, owner_id, content_type, bytes, modified_at)
    VALUES (:kind, :owner_id, :content_type, :bytes, :now)
    ON CONFLICT (kind, owner_id) DO UPDATE
    SET content_type = excluded.content_type, bytes = excluded.bytes, modified_at = excluded.modified_at)";

inline constexpr std::string_view select_content = R"(
    SELECT content_type, bytes, modified_at FROM pictures WHERE kind = :kind AND owner_id = :owner_id)";

}  // namespace trainingzip::api::pictures_sql
