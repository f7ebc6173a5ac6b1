#pragma once

#include <string_view>

namespace trainingzip::api::sessions_sql {

/// 0 if the password has changed or the account is inactive.
inline constexpr std::string_view count_active_with_password_hash = R"(
    SELECT COUNT(*) FROM users WHERE id = :user_id AND password_hash = :password_hash AND state = 'ACTIVE')";
inline constexpr std::string_view insert = R"(
    INSERT INTO sign_ins (id, user_id, user_agent, address, created_at, last_used_at, expires_at, ends_at)
    VALUES (:id, :user_id, :user_agent, :address, :now, :now, :expires_at, :ends_at))";

inline constexpr std::string_view insert_token = R"(
    INSERT INTO sign_in_tokens (sign_in_id, token_hash, created_at, expires_at)
    VALUES (:sign_in_id, :token_hash, :now, :expires_at))";

inline constexpr std::string_view lock = R"(
    UPDATE sign_ins SET last_used_at = last_used_at
    WHERE id = (SELECT sign_in_id FROM sign_in_tokens WHERE token_hash = :token_hash))";

/// -1: none.
inline constexpr std::string_view select_token = R"(
    SELECT s.id, COALESCE(t.successor, ''), COALESCE(t.used_at, -1), s.ends_at
    FROM sign_in_tokens t JOIN sign_ins s ON s.id = t.sign_in_id
    WHERE t.token_hash = :token_hash AND s.user_id = :user_id)";

inline constexpr std::string_view select_principal = R"(
    SELECT u.nick_name, u.role FROM sign_ins s JOIN users u ON u.id = s.user_id
    WHERE s.id = :sign_in_id AND u.id = :user_id AND u.state = 'ACTIVE' AND s.expires_at > :now)";

inline constexpr std::string_view mark_token_used = R"(
    UPDATE sign_in_tokens SET used_at = :now, successor = :successor WHERE token_hash = :token_hash)";
inline constexpr std::string_view mark_seen = "UPDATE sign_ins SET last_used_at = :now WHERE id = :id";
inline constexpr std::string_view mark_used =
    "UPDATE sign_ins SET last_used_at = :now, expires_at = :expires_at WHERE id = :id";

inline constexpr std::string_view select_own = R"(
    SELECT id, user_agent, address, created_at, last_used_at, expires_at, ends_at FROM sign_ins
    WHERE user_id = :user_id AND expires_at > :now ORDER BY last_used_at DESC, id)";

inline constexpr std::string_view remove = "DELETE FROM sign_ins WHERE id = :id";
inline constexpr std::string_view remove_own =
    "DELETE FROM sign_ins WHERE id = :id AND user_id = :user_id RETURNING id";
inline constexpr std::string_view remove_all = "DELETE FROM sign_ins WHERE user_id = :user_id";
inline constexpr std::string_view remove_oldest = R"(
    DELETE FROM sign_ins WHERE user_id = :user_id AND id NOT IN (
        SELECT id FROM sign_ins WHERE user_id = :user_id ORDER BY last_used_at DESC, id LIMIT :kept))";

inline constexpr std::string_view remove_ended = "DELETE FROM sign_ins WHERE expires_at <= :now";
inline constexpr std::string_view remove_expired_tokens =
    "DELETE FROM sign_in_tokens WHERE expires_at <= :now";

}  // namespace trainingzip::api::sessions_sql
