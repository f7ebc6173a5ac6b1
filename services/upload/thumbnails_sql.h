#pragma once

#include <string_view>

/// Statements on the picture of a training that nobody has given one.
namespace trainingzip::upload::thumbnails_sql {

/// Returns nothing where the owner has chosen a picture, or the training is gone. modified_at is the version
/// in cacheable URLs: two pictures of one training never share it.
inline constexpr std::string_view suggest = R"(
    INSERT INTO pictures (kind, owner_id, content_type, bytes, modified_at, is_suggested)
    SELECT 'thumbnail', t.id, 'image/jpeg', :bytes, :now, 1 FROM trainings t WHERE t.id = :training
    ON CONFLICT (kind, owner_id) DO UPDATE
    SET bytes = excluded.bytes,
        modified_at = CASE WHEN excluded.modified_at > pictures.modified_at THEN excluded.modified_at
                           ELSE pictures.modified_at + 1 END
    WHERE pictures.is_suggested = 1
    RETURNING owner_id)";

inline constexpr std::string_view remove_sizes =
    "DELETE FROM picture_sizes WHERE kind = 'thumbnail' AND owner_id = :training";

inline constexpr std::string_view insert_size = R"(
    INSERT INTO picture_sizes (kind, owner_id, size, bytes) VALUES ('thumbnail', :training, :size, :bytes))";

}  // namespace trainingzip::upload::thumbnails_sql
