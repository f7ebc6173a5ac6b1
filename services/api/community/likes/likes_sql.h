#pragma once

#include <string_view>

namespace trainingzip::api::likes_sql {

inline constexpr std::string_view insert = R"(
    INSERT INTO likes (user_id, training_id, created_at) VALUES (:user_id, :training_id, :now)
    ON CONFLICT DO NOTHING)";
inline constexpr std::string_view remove =
    "DELETE FROM likes WHERE user_id = :user_id AND training_id = :training_id";

}  // namespace trainingzip::api::likes_sql
