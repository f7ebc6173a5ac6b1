#pragma once

#include <string_view>

namespace trainingzip::api::tags_sql {

inline constexpr std::string_view select =
    "SELECT tag FROM training_tags WHERE training_id = :id ORDER BY tag";
inline constexpr std::string_view remove = "DELETE FROM training_tags WHERE training_id = :id";
inline constexpr std::string_view insert = "INSERT INTO training_tags (training_id, tag) VALUES (:id, :tag)";

/// Of trainings that stand in lists; the most used first.
inline constexpr std::string_view count_before = R"(
    SELECT g.tag, COUNT(*) FROM training_tags g JOIN trainings t ON t.id = g.training_id WHERE )";
inline constexpr std::string_view count_after = " GROUP BY g.tag ORDER BY COUNT(*) DESC, g.tag LIMIT 100";

}  // namespace trainingzip::api::tags_sql
