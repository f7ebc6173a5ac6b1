#pragma once

#include <string_view>

namespace trainingzip::api::accounts_sql {

inline constexpr std::string_view count_login_id = "SELECT COUNT(*) FROM users WHERE login_id = :key";
inline constexpr std::string_view count_nick_name = "SELECT COUNT(*) FROM users WHERE nick_name_key = :key";

inline constexpr std::string_view insert_user = R"(
    INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, state, created_at, modified_at)
    VALUES (:login_id, :password_hash, :nick_name, :nick_name_key, :email, :role, 'ACTIVE', :now, :now)
    RETURNING id)";

inline constexpr std::string_view promote = R"(
    UPDATE users SET role = 'ADMIN' WHERE login_id = :login_id)";

inline constexpr std::string_view select_for_sign_in = R"(
    SELECT id, password_hash, nick_name, role, state FROM users WHERE login_id = :login_id)";

inline constexpr std::string_view select_principal = R"(
    SELECT nick_name, role FROM users WHERE id = :id AND state = 'ACTIVE')";

inline constexpr std::string_view update_password = R"(
    UPDATE users SET password_hash = :password_hash, modified_at = :now WHERE id = :id)";

inline constexpr std::string_view insert_token = R"(
    INSERT INTO refresh_tokens (user_id, family, token_hash, created_at, expires_at)
    VALUES (:user_id, :family, :token_hash, :now, :expires_at))";

/// -1 stands for no time.
inline constexpr std::string_view select_token = R"(
    SELECT family, COALESCE(successor, ''), COALESCE(used_at, -1), COALESCE(revoked_at, -1)
    FROM refresh_tokens WHERE token_hash = :token_hash AND user_id = :user_id)";

inline constexpr std::string_view mark_token_used = R"(
    UPDATE refresh_tokens SET used_at = :now, successor = :successor WHERE token_hash = :token_hash)";

inline constexpr std::string_view revoke_family = R"(
    UPDATE refresh_tokens SET revoked_at = :now WHERE family = :family AND revoked_at IS NULL)";

inline constexpr std::string_view delete_expired_tokens = R"(
    DELETE FROM refresh_tokens WHERE user_id = :user_id AND expires_at < :now)";

}  // namespace trainingzip::api::accounts_sql
