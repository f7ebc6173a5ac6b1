#pragma once

#include <string_view>

namespace trainingzip::api::tags_sql {

inline constexpr std::string_view select =
    "SELECT tag FROM training_tags WHERE training_id = :id ORDER BY tag";
inline constexpr std::string_view remove = "DELETE FROM training_tags WHERE training_id = :id";
inline constexpr std::string_view insert = "INSERT INTO training_tags (training_id, tag) VALUES (:id, :tag)";

/// The most used tags of listed trainings first. A tag without pending changes is among the first 100 only
/// if it is among the first of the totals, extended by as many as there are tags with changes.
inline constexpr std::string_view most_used = R"(
    SELECT tag, trainings FROM (
        SELECT added.name AS tag, added.amount AS trainings FROM (
            SELECT name, amount FROM list_counts WHERE list = 'tags' ORDER BY amount DESC, name
            LIMIT (SELECT 100 + COUNT(DISTINCT name) FROM list_changes WHERE list = 'tags')) AS added
        WHERE added.name NOT IN (SELECT name FROM list_changes WHERE list = 'tags')
        UNION ALL
        SELECT c.name, CAST(SUM(c.change) + COALESCE(
            (SELECT k.amount FROM list_counts k WHERE k.list = 'tags' AND k.name = c.name), 0) AS BIGINT)
        FROM list_changes c WHERE c.list = 'tags' GROUP BY c.name) AS tags
    WHERE trainings > 0 ORDER BY trainings DESC, tag LIMIT 100)";

}  // namespace trainingzip::api::tags_sql
