#pragma once

#include <string_view>

namespace trainingzip::api::training_sessions_sql {

/// Returns no row if this user already has a session of this training with this start.
inline constexpr std::string_view insert = R"(
    INSERT INTO training_sessions (user_id, training_id, started_at, duration_seconds, score, lag_seconds, series,
        limbs, is_result, created_at)
    VALUES (:user, :training, :started_at, :duration, :score, :lag, :series, :limbs, :is_result, :now)
    ON CONFLICT DO NOTHING RETURNING id)";
/// The length of the video that is shown, in seconds; 0 where it is not known.
inline constexpr std::string_view select_clip_seconds = R"(
    SELECT COALESCE(duration_seconds, 0) FROM uploads
    WHERE training_id = :training AND state = 'READY' ORDER BY created_at DESC, id DESC LIMIT 1)";
/// Of equal scores the earlier one is the best, regardless of when it was submitted.
inline constexpr std::string_view keep_best = R"(
    INSERT INTO best_scores (training_id, user_id, session_id, score, achieved_at)
    VALUES (:training, :user, :session, :score, :started_at)
    ON CONFLICT (training_id, user_id) DO UPDATE
    SET session_id = excluded.session_id, score = excluded.score, achieved_at = excluded.achieved_at
    WHERE excluded.score > best_scores.score
        OR (excluded.score = best_scores.score AND excluded.achieved_at < best_scores.achieved_at))";
inline constexpr std::string_view select_best = R"(
    SELECT session_id, score, achieved_at FROM best_scores WHERE training_id = :training AND user_id = :user)";

/// Removes a session of :viewer; the best score is removed with it if it was this one.
inline constexpr std::string_view remove = R"(
    DELETE FROM training_sessions WHERE id = :id AND user_id = :viewer RETURNING training_id)";
/// Determines the best of the remaining results if the best was removed.
inline constexpr std::string_view find_best_again = R"(
    INSERT INTO best_scores (training_id, user_id, session_id, score, achieved_at)
    SELECT training_id, user_id, id, score, started_at FROM training_sessions
    WHERE training_id = :training AND user_id = :user AND is_result = 1
    ORDER BY score DESC, started_at, id LIMIT 1
    ON CONFLICT DO NOTHING)";

/// {visible}: the condition that :viewer may see the training. The last columns are 1 for the best session of
/// its training, 1 for a result, and '' for the title of a training that :viewer may not see.
inline constexpr std::string_view select = R"(
    SELECT m.id, m.training_id, m.started_at, m.duration_seconds, m.score, COALESCE(m.lag_seconds, -1000), m.series,
        m.limbs, (SELECT COUNT(*) FROM best_scores b WHERE b.session_id = m.id),
        m.is_result, CASE WHEN {visible} THEN t.title ELSE '' END
    FROM training_sessions m JOIN trainings t ON t.id = m.training_id
    WHERE {conditions}{page})";
inline constexpr std::string_view count = "SELECT COUNT(*) FROM training_sessions m WHERE {conditions}";
inline constexpr std::string_view is_own = "m.user_id = :viewer";
inline constexpr std::string_view is_one = "m.user_id = :viewer AND m.id = :id";
inline constexpr std::string_view is_of_training = "m.user_id = :viewer AND m.training_id = :training";
inline constexpr std::string_view newest_first = "m.started_at DESC, m.id DESC";

/// The columns that clients may sort by.
inline constexpr std::string_view id_column = "m.id";
inline constexpr std::string_view started_column = "m.started_at";
inline constexpr std::string_view score_column = "m.score";

/// The users that a leaderboard shows.
inline constexpr std::string_view select_leaders = R"(
    SELECT b.user_id, u.nick_name, b.score, b.achieved_at
    FROM best_scores b JOIN users u ON u.id = b.user_id
    WHERE b.training_id = :training AND u.leaderboard = 1 AND u.state = 'ACTIVE'
    ORDER BY b.score DESC, b.achieved_at, b.user_id LIMIT :limit)";
/// Scores that rank before this one; of equal scores the earlier ranks first.
inline constexpr std::string_view count_before = R"(
    SELECT COUNT(*) FROM best_scores b JOIN users u ON u.id = b.user_id
    WHERE b.training_id = :training AND u.leaderboard = 1 AND u.state = 'ACTIVE' AND b.user_id <> :user
        AND b.score >= :score
        AND (b.score > :score OR b.achieved_at < :achieved_at OR (b.achieved_at = :achieved_at AND b.user_id < :user)))";

}  // namespace trainingzip::api::training_sessions_sql
