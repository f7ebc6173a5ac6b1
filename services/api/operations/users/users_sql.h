#pragma once

#include <string_view>

namespace trainingzip::api::users_sql {

/// A deleted account is not a user.
inline constexpr std::string_view select = R"(
    SELECT id, login_id, nick_name, email, role, state, created_at, modified_at FROM users
    WHERE {conditions}{page})";
inline constexpr std::string_view count = "SELECT COUNT(*) FROM users WHERE {conditions}";

inline constexpr std::string_view is_present = "state <> 'WITHDRAWAL'";
inline constexpr std::string_view is_one = "id = :id";
inline constexpr std::string_view begins_with_sqlite = R"(id IN (
    SELECT id FROM users WHERE login_id >= :from AND login_id < :before
    UNION SELECT id FROM users WHERE LOWER(nick_name) >= :from AND LOWER(nick_name) < :before))";
inline constexpr std::string_view begins_with_postgresql = R"(id IN (
    SELECT id FROM users WHERE login_id COLLATE "C" >= :from AND login_id COLLATE "C" < :before
    UNION SELECT id FROM users
    WHERE LOWER(nick_name) COLLATE "C" >= :from AND LOWER(nick_name) COLLATE "C" < :before))";
inline constexpr std::string_view newest_first = "id DESC";

/// The columns that admins may sort by.
inline constexpr std::string_view id_column = "id";
inline constexpr std::string_view login_id_column = "login_id";
inline constexpr std::string_view nick_name_column = "nick_name";
inline constexpr std::string_view role_column = "role";
inline constexpr std::string_view state_column = "state";
inline constexpr std::string_view created_column = "created_at";

inline constexpr std::string_view set_state = R"(
    UPDATE users SET state = :state, modified_at = :now WHERE id = :id AND state = :before)";

}  // namespace trainingzip::api::users_sql
