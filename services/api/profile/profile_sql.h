#pragma once

#include <string_view>

namespace trainingzip::api::profile_sql {

inline constexpr std::string_view select_name = "SELECT nick_name, leaderboard FROM users WHERE id = :id";
inline constexpr std::string_view count_others_with_name =
    "SELECT COUNT(*) FROM users WHERE nick_name_key = :key AND id <> :id";
inline constexpr std::string_view update_leaderboard = "UPDATE users SET leaderboard = :shown WHERE id = :id";
inline constexpr std::string_view update_name = R"(
    UPDATE users SET nick_name = :nick_name, nick_name_key = :key, modified_at = :now WHERE id = :id)";

}  // namespace trainingzip::api::profile_sql
