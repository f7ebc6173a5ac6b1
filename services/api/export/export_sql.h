#pragma once

#include <string_view>

namespace trainingzip::api::export_sql {

/// All of one person, :user, in batches: the rows whose first column is behind :after, in its order. Texts
/// and times stand as they are in the database.

inline constexpr std::string_view profile = R"(
    SELECT u.id, u.login_id, u.nick_name, u.email, u.email_confirmed_at, u.role, u.leaderboard, u.created_at,
        u.modified_at, (SELECT p.owner_id FROM pictures p WHERE p.kind = 'profile' AND p.owner_id = u.id)
    FROM users u WHERE u.id = :user AND u.id > :after ORDER BY u.id LIMIT :limit)";

inline constexpr std::string_view sign_ins = R"(
    SELECT s.id, s.user_agent, s.address, s.created_at, s.last_used_at, s.expires_at
    FROM sign_ins s WHERE s.user_id = :user AND s.id > :after ORDER BY s.id LIMIT :limit)";

inline constexpr std::string_view networks = R"(
    SELECT f.network, f.seen_at
    FROM familiar_networks f WHERE f.user_id = :user AND f.network > :after ORDER BY f.network LIMIT :limit)";

inline constexpr std::string_view trainings = R"(
    SELECT t.id, t.title, t.body, t.visibility, t.category, t.state, t.hidden, t.views, t.created_at,
        t.modified_at, t.id, CASE WHEN t.state = 'READY' THEN t.id END,
        (SELECT p.owner_id FROM pictures p WHERE p.kind = 'thumbnail' AND p.owner_id = t.id)
    FROM trainings t WHERE t.owner_id = :user AND t.id > :after ORDER BY t.id LIMIT :limit)";
inline constexpr std::string_view tags =
    "SELECT g.tag FROM training_tags g WHERE g.training_id = :id ORDER BY g.tag";
inline constexpr std::string_view uploads = R"(
    SELECT u.file_name, u.file_type, u.size_bytes, u.state, u.width, u.height, u.duration_seconds, u.created_at
    FROM uploads u WHERE u.training_id = :id ORDER BY u.created_at, u.id)";

inline constexpr std::string_view comments = R"(
    SELECT c.id, c.training_id, c.parent_id, c.message, c.created_at, c.modified_at
    FROM comments c WHERE c.author_id = :user AND c.id > :after ORDER BY c.id LIMIT :limit)";

inline constexpr std::string_view likes = R"(
    SELECT l.training_id, l.created_at, l.training_id
    FROM likes l WHERE l.user_id = :user AND l.training_id > :after ORDER BY l.training_id LIMIT :limit)";

inline constexpr std::string_view subscriptions = R"(
    SELECT s.trainer_id, u.nick_name, s.created_at
    FROM subscriptions s JOIN users u ON u.id = s.trainer_id
    WHERE s.user_id = :user AND s.trainer_id > :after ORDER BY s.trainer_id LIMIT :limit)";

inline constexpr std::string_view playlists = R"(
    SELECT p.id, p.title, p.body, p.visibility, p.created_at, p.modified_at
    FROM playlists p WHERE p.owner_id = :user AND p.id > :after ORDER BY p.id LIMIT :limit)";
inline constexpr std::string_view playlist_items =
    "SELECT i.training_id FROM playlist_items i WHERE i.playlist_id = :id ORDER BY i.position";

inline constexpr std::string_view training_sessions = R"(
    SELECT s.id, s.training_id, s.started_at, s.duration_seconds, s.score, s.lag_seconds, s.is_result, s.series,
        s.limbs, s.created_at
    FROM training_sessions s WHERE s.user_id = :user AND s.id > :after ORDER BY s.id LIMIT :limit)";

inline constexpr std::string_view reports = R"(
    SELECT r.id, r.training_id, r.comment_id, r.reason, r.text, r.created_at, r.resolved_at
    FROM reports r WHERE r.reporter_id = :user AND r.id > :after ORDER BY r.id LIMIT :limit)";

inline constexpr std::string_view views = R"(
    SELECT v.training_id, v.counted_at
    FROM training_views v WHERE v.viewer = :user AND v.training_id > :after ORDER BY v.training_id LIMIT :limit)";

}  // namespace trainingzip::api::export_sql
