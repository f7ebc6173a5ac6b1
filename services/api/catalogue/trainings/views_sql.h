#pragma once

#include <string_view>

namespace trainingzip::api::views_sql {

inline constexpr std::string_view count_recent = R"(
    SELECT COUNT(*) FROM training_views
    WHERE training_id = :training AND viewer = :viewer AND counted_at > :oldest)";
/// Returns a row unless a view by this viewer was counted since `oldest`.
inline constexpr std::string_view take = R"(
    INSERT INTO training_views (training_id, viewer, counted_at) VALUES (:training, :viewer, :now)
    ON CONFLICT (training_id, viewer) DO UPDATE SET counted_at = excluded.counted_at
        WHERE training_views.counted_at <= :oldest
    RETURNING counted_at)";
inline constexpr std::string_view count = "UPDATE trainings SET views = views + 1 WHERE id = :training";
inline constexpr std::string_view forget = "DELETE FROM training_views WHERE counted_at <= :oldest";
inline constexpr std::string_view forget_viewer = "DELETE FROM training_views WHERE viewer = :viewer";

inline constexpr std::string_view insert_salt =
    "INSERT INTO view_salts (day, salt) VALUES (:day, :salt) ON CONFLICT DO NOTHING";
/// Newest first.
inline constexpr std::string_view select_salts =
    "SELECT day, salt FROM view_salts WHERE day >= :first AND day <= :last ORDER BY day DESC";
inline constexpr std::string_view forget_salts = "DELETE FROM view_salts WHERE day < :day";

}  // namespace trainingzip::api::views_sql
