#pragma once

#include <string_view>

namespace trainingzip::api::accounts_sql {

inline constexpr std::string_view count_login_id = "SELECT COUNT(*) FROM users WHERE login_id = :key";
inline constexpr std::string_view count_nick_name = "SELECT COUNT(*) FROM users WHERE nick_name_key = :key";

inline constexpr std::string_view insert_user = R"(
    INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, key_version, email, role, state,
                       created_at, modified_at)
    VALUES (:login_id, :password_hash, :nick_name, :nick_name_key, :key_version, :email, :role, 'ACTIVE', :now, :now)
    RETURNING id)";

inline constexpr std::string_view promote = R"(
    UPDATE users SET role = 'ADMIN' WHERE login_id = :login_id AND state <> 'WITHDRAWAL' RETURNING id)";

inline constexpr std::string_view select_for_sign_in = R"(
    SELECT id, password_hash, nick_name, role, state FROM users
    WHERE login_id = :login_id AND state <> 'WITHDRAWAL')";

/// Returns no row if the account was deleted or its password has changed.
inline constexpr std::string_view update_password = R"(
    UPDATE users SET password_hash = :password_hash, modified_at = :now
    WHERE id = :id AND password_hash = :before RETURNING id)";

inline constexpr std::string_view select_password =
    "SELECT login_id, password_hash FROM users WHERE id = :id";
inline constexpr std::string_view select_login_id =
    "SELECT login_id FROM users WHERE id = :id AND password_hash = :password_hash";

inline constexpr std::string_view select_trainings = "SELECT id FROM trainings WHERE owner_id = :user_id";
inline constexpr std::string_view remove_thumbnails = R"(
    DELETE FROM pictures WHERE kind = 'thumbnail'
    AND owner_id IN (SELECT id FROM trainings WHERE owner_id = :id))";
inline constexpr std::string_view remove_profile_picture =
    "DELETE FROM pictures WHERE kind = 'profile' AND owner_id = :id";
inline constexpr std::string_view remove_user = "DELETE FROM users WHERE id = :id";
inline constexpr std::string_view insert_withdrawn = R"(
    INSERT INTO users (login_id, password_hash, nick_name, nick_name_key, email, role, state, created_at, modified_at)
    VALUES (:login_id, '', '', :key, '', 'USER', 'WITHDRAWAL', :now, :now))";

/// Keys computed by other rules. Two ranges, for the index.
inline constexpr std::string_view select_old_keys = R"(
    SELECT id, nick_name FROM users WHERE (key_version < :version OR key_version > :version) AND state <> 'WITHDRAWAL'
    LIMIT 500)";
inline constexpr std::string_view update_key = R"(
    UPDATE users SET nick_name_key = :key, key_version = :version WHERE id = :id)";
inline constexpr std::string_view count_others_with_key =
    "SELECT COUNT(*) FROM users WHERE nick_name_key = :key AND id <> :id";

}  // namespace trainingzip::api::accounts_sql
