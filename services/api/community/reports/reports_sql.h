#pragma once

#include <string_view>

namespace trainingzip::api::reports_sql {

/// Return no row if this user has reported it before.
inline constexpr std::string_view insert_of_training = R"(
    INSERT INTO reports (reporter_id, training_id, reason, text, created_at)
    VALUES (:reporter, :subject, :reason, :text, :now)
    ON CONFLICT DO NOTHING RETURNING id)";
inline constexpr std::string_view insert_of_comment = R"(
    INSERT INTO reports (reporter_id, comment_id, reason, text, created_at)
    VALUES (:reporter, :subject, :reason, :text, :now)
    ON CONFLICT DO NOTHING RETURNING id)";

/// 0: none; -1: no time. For a comment the training is the one it belongs to.
inline constexpr std::string_view select = R"(
    SELECT r.id, COALESCE(r.training_id, c.training_id), COALESCE(r.comment_id, 0), COALESCE(c.message, ''), u.id,
        u.nick_name, r.reason, r.text, r.created_at, COALESCE(r.resolved_at, -1), COALESCE(r.resolved_by, 0)
    FROM reports r JOIN users u ON u.id = r.reporter_id LEFT JOIN comments c ON c.id = r.comment_id
    WHERE {condition}{page})";
inline constexpr std::string_view is_one = "r.id = :id";
inline constexpr std::string_view is_open = "r.resolved_at IS NULL";
inline constexpr std::string_view is_any = "1 = 1";
inline constexpr std::string_view newest_first = "r.created_at DESC, r.id DESC";

/// The columns that admins may sort by.
inline constexpr std::string_view id_column = "r.id";
inline constexpr std::string_view created_column = "r.created_at";

inline constexpr std::string_view resolve =
    "UPDATE reports SET resolved_at = :now, resolved_by = :admin WHERE id = :id AND resolved_at IS NULL";

}  // namespace trainingzip::api::reports_sql
