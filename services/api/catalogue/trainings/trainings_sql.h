#pragma once

#include <string_view>

namespace trainingzip::api::trainings_sql {

inline constexpr std::string_view insert = R"(
    INSERT INTO trainings (owner_id, title, body, views, state, visibility, category, created_at, modified_at)
    VALUES (:owner_id, :title, :body, 0, 'CREATED', :visibility, :category, :now, :now)
    RETURNING id)";

/// The columns of Training in their order. 0 stands for no thumbnail.
inline constexpr std::string_view select = R"(
    SELECT t.id, t.owner_id, u.nick_name, t.title, t.body, t.views, t.state, t.visibility, t.hidden, t.category,
        t.created_at, t.modified_at,
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'thumbnail' AND p.owner_id = t.id), 0),
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'profile' AND p.owner_id = u.id), 0)
    FROM {trainings} JOIN users u ON u.id = t.owner_id
    WHERE {conditions}{page})";
/// The same. Only what is on the page is read and joined, nothing that precedes it: for orders by columns of
/// trainings alone.
inline constexpr std::string_view select_page = R"(
    SELECT t.id, t.owner_id, u.nick_name, t.title, t.body, t.views, t.state, t.visibility, t.hidden, t.category,
        t.created_at, t.modified_at,
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'thumbnail' AND p.owner_id = t.id), 0),
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'profile' AND p.owner_id = u.id), 0)
    FROM trainings t JOIN users u ON u.id = t.owner_id
    WHERE t.id IN (SELECT t.id FROM {trainings} WHERE {conditions}{page})
    ORDER BY {order})";
inline constexpr std::string_view count = "SELECT COUNT(*) FROM {trainings} WHERE {conditions}";

/// What stands for {trainings}.
inline constexpr std::string_view all = "trainings t";
inline constexpr std::string_view from_likes = "likes l JOIN trainings t ON t.id = l.training_id";
inline constexpr std::string_view from_subscriptions =
    "subscriptions f JOIN trainings t ON t.owner_id = f.trainer_id";

inline constexpr std::string_view is_one = "t.id = :id";

/// The second and third count the caller's own like and subscription; caller 0 is nobody. The last is the set
/// of networks that made what is shown.
inline constexpr std::string_view select_community = R"(
    SELECT (SELECT COUNT(*) FROM likes WHERE training_id = :id),
           (SELECT COUNT(*) FROM likes WHERE training_id = :id AND user_id = :caller),
           (SELECT COUNT(*) FROM subscriptions s JOIN trainings t ON t.owner_id = s.trainer_id
            WHERE t.id = :id AND s.user_id = :caller),
           COALESCE((SELECT networks FROM uploads WHERE training_id = :id AND state = 'READY'
            ORDER BY created_at DESC, id DESC LIMIT 1), ''))";

inline constexpr std::string_view is_hidden = "t.hidden = 1";
inline constexpr std::string_view is_owned = "t.owner_id = :viewer";
inline constexpr std::string_view is_liked = "l.user_id = :viewer";
inline constexpr std::string_view is_subscribed = "f.user_id = :viewer";
inline constexpr std::string_view has_trainer = "t.trainer_name = :trainer";
inline constexpr std::string_view has_category = "t.category = :category";
inline constexpr std::string_view has_tag =
    "t.id IN (SELECT g.training_id FROM training_tags g WHERE g.tag = :tag)";

inline constexpr std::string_view newest_first = "t.modified_at DESC, t.id DESC";

/// The columns that clients may sort by. Triggers keep the trainer's name beside each training, and the
/// beginning of its text (libs/domain/schema/more_orders.h).
inline constexpr std::string_view id_column = "t.id";
inline constexpr std::string_view title_column = "t.title";
inline constexpr std::string_view body_column = "t.body_start";
inline constexpr std::string_view trainer_column = "t.trainer_name";
inline constexpr std::string_view views_column = "t.views";
inline constexpr std::string_view modified_column = "t.modified_at";

inline constexpr std::string_view update = R"(
    UPDATE trainings SET title = :title, body = :body, visibility = :visibility, category = :category,
        modified_at = :now
    WHERE id = :id)";
/// Locks the row until the end of the transaction.
inline constexpr std::string_view lock = "UPDATE trainings SET views = views WHERE id = :id";
inline constexpr std::string_view select_access = "SELECT visibility, hidden FROM trainings WHERE id = :id";
inline constexpr std::string_view set_hidden = "UPDATE trainings SET hidden = :hidden WHERE id = :id";
inline constexpr std::string_view remove = "DELETE FROM trainings WHERE id = :id";
inline constexpr std::string_view remove_thumbnail =
    "DELETE FROM pictures WHERE kind = 'thumbnail' AND owner_id = :id";

/// In batches: PostgreSQL returns all rows of a statement at once.
inline constexpr std::string_view select_pose_blocks = R"(
    SELECT first_frame, block FROM pose_blocks WHERE upload_id = :upload_id AND first_frame > :after
    ORDER BY first_frame LIMIT :limit)";

}  // namespace trainingzip::api::trainings_sql
