#pragma once

#include <string_view>

namespace trainingzip::api::profile_sql {

/// 0 stands for no picture, and for an address that is not confirmed.
inline constexpr std::string_view select_profile = R"(
    SELECT u.nick_name, u.leaderboard, u.email, COALESCE(u.email_confirmed_at, 0),
        COALESCE((SELECT p.modified_at FROM pictures p WHERE p.kind = 'profile' AND p.owner_id = u.id), 0)
    FROM users u WHERE u.id = :id)";
inline constexpr std::string_view count_others_with_name =
    "SELECT COUNT(*) FROM users WHERE nick_name_key = :key AND id <> :id";
inline constexpr std::string_view update_leaderboard = "UPDATE users SET leaderboard = :shown WHERE id = :id";
inline constexpr std::string_view update_name = R"(
    UPDATE users SET nick_name = :nick_name, nick_name_key = :key, modified_at = :now WHERE id = :id)";

}  // namespace trainingzip::api::profile_sql
