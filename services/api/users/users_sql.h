#pragma once

#include <string_view>

namespace trainingzip::api::users_sql {

/// Followed by a condition. Who has left is no user any more.
inline constexpr std::string_view select = R"(
    SELECT id, login_id, nick_name, email, role, state, created_at, modified_at FROM users
    WHERE state <> 'WITHDRAWAL' AND )";
inline constexpr std::string_view count = "SELECT COUNT(*) FROM users WHERE state <> 'WITHDRAWAL' AND ";

inline constexpr std::string_view is_one = "id = :id";
inline constexpr std::string_view begins_with =
    R"((login_id LIKE :pattern ESCAPE '\' OR LOWER(nick_name) LIKE :pattern ESCAPE '\'))";
inline constexpr std::string_view limit = " LIMIT :limit OFFSET :offset";
inline constexpr std::string_view newest_first = "id DESC";

/// What admins may sort by.
inline constexpr std::string_view id_column = "id";
inline constexpr std::string_view login_id_column = "login_id";
inline constexpr std::string_view nick_name_column = "nick_name";
inline constexpr std::string_view role_column = "role";
inline constexpr std::string_view state_column = "state";
inline constexpr std::string_view created_column = "created_at";

inline constexpr std::string_view set_state = R"(
    UPDATE users SET state = :state, modified_at = :now WHERE id = :id AND state = :before)";

}  // namespace trainingzip::api::users_sql
