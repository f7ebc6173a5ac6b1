#pragma once

#include <string_view>

namespace trainingzip::api::trainings_sql {

inline constexpr std::string_view insert = R"(
    INSERT INTO trainings (owner_id, title, body, views, state, created_at, modified_at)
    VALUES (:owner_id, :title, :body, 0, 'CREATED', :now, :now)
    RETURNING id)";

inline constexpr std::string_view select_one = R"(
    SELECT t.id, t.owner_id, u.nick_name, t.title, t.body, t.views, t.state, t.created_at, t.modified_at
    FROM trainings t JOIN users u ON u.id = t.owner_id
    WHERE t.id = :id)";

/// The last two count the caller's own like and subscription; caller 0 is nobody.
inline constexpr std::string_view select_community = R"(
    SELECT (SELECT COUNT(*) FROM likes WHERE training_id = :id),
           (SELECT COUNT(*) FROM likes WHERE training_id = :id AND user_id = :caller),
           (SELECT COUNT(*) FROM subscriptions s JOIN trainings t ON t.owner_id = s.trainer_id
            WHERE t.id = :id AND s.user_id = :caller))";

/// Followed by one of the conditions, ORDER BY and a page. A pattern of '%' matches every title.
inline constexpr std::string_view select_many = R"(
    SELECT t.id, t.owner_id, u.nick_name, t.title, t.body, t.views, t.state, t.created_at, t.modified_at
    FROM trainings t JOIN users u ON u.id = t.owner_id
    WHERE LOWER(t.title) LIKE LOWER(:pattern) ESCAPE '\' AND )";
/// Followed by one of the conditions.
inline constexpr std::string_view count_many =
    R"(SELECT COUNT(*) FROM trainings t WHERE LOWER(t.title) LIKE LOWER(:pattern) ESCAPE '\' AND )";

/// User 0 is nobody, who sees what is ready.
inline constexpr std::string_view is_visible = "(t.state = 'READY' OR t.owner_id = :user_id)";
inline constexpr std::string_view is_owned = "t.owner_id = :user_id";
inline constexpr std::string_view is_liked = R"(
    t.id IN (SELECT training_id FROM likes WHERE user_id = :user_id)
    AND (t.state = 'READY' OR t.owner_id = :user_id))";

inline constexpr std::string_view order_by = " ORDER BY ";
inline constexpr std::string_view newest_first = "t.modified_at DESC, t.id DESC";
inline constexpr std::string_view limit = " LIMIT :limit OFFSET :offset";

/// What clients may sort by.
inline constexpr std::string_view id_column = "t.id";
inline constexpr std::string_view title_column = "t.title";
inline constexpr std::string_view body_column = "t.body";
inline constexpr std::string_view trainer_column = "u.nick_name";
inline constexpr std::string_view views_column = "t.views";
inline constexpr std::string_view modified_column = "t.modified_at";

inline constexpr std::string_view count_view = "UPDATE trainings SET views = views + 1 WHERE id = :id";
inline constexpr std::string_view update =
    "UPDATE trainings SET title = :title, body = :body, modified_at = :now WHERE id = :id";
inline constexpr std::string_view remove = "DELETE FROM trainings WHERE id = :id";
inline constexpr std::string_view remove_thumbnail =
    "DELETE FROM pictures WHERE kind = 'thumbnail' AND owner_id = :id";

/// A few at a time: PostgreSQL hands over all rows of a statement at once.
inline constexpr std::string_view select_pose_blocks = R"(
    SELECT first_frame, block FROM pose_blocks WHERE upload_id = :upload_id AND first_frame > :after
    ORDER BY first_frame LIMIT :limit)";

}  // namespace trainingzip::api::trainings_sql
