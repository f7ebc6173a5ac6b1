#pragma once

#include <string_view>

namespace trainingzip::api::subscriptions_sql {

inline constexpr std::string_view count_user =
    "SELECT COUNT(*) FROM users WHERE id = :id AND state <> 'WITHDRAWAL'";
inline constexpr std::string_view insert = R"(
    INSERT INTO subscriptions (user_id, trainer_id, created_at) VALUES (:user_id, :trainer_id, :now)
    ON CONFLICT DO NOTHING)";
inline constexpr std::string_view remove =
    "DELETE FROM subscriptions WHERE user_id = :user_id AND trainer_id = :trainer_id";
/// 0 stands for no picture.
inline constexpr std::string_view select_many = R"(
    SELECT u.id, u.nick_name,
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'profile' AND p.owner_id = u.id), 0)
    FROM subscriptions s JOIN users u ON u.id = s.trainer_id
    WHERE s.user_id = :user_id ORDER BY u.nick_name_key LIMIT 1000)";

}  // namespace trainingzip::api::subscriptions_sql
