#pragma once

#include <string_view>

namespace trainingzip::api::mail_links_sql {

/// Accounts with this e-mail address, whose capital letters make no difference: first those that have it as
/// it was written, of these those that have confirmed it, so that nobody crowds them out with accounts of
/// their own.
inline constexpr std::string_view select_accounts = R"(
    SELECT id, login_id, email FROM users
    WHERE lower(email) = lower(:email) AND email <> '' AND state = 'ACTIVE'
    ORDER BY CASE WHEN email = :email THEN 0 ELSE 1 END, CASE WHEN email_confirmed_at IS NULL THEN 1 ELSE 0 END, id
    LIMIT 10)";
inline constexpr std::string_view select_unconfirmed = R"(
    SELECT login_id, email FROM users
    WHERE id = :id AND email <> '' AND email_confirmed_at IS NULL AND state = 'ACTIVE')";
/// 0: not confirmed.
inline constexpr std::string_view select_email =
    "SELECT email, COALESCE(email_confirmed_at, 0) FROM users WHERE id = :id";
inline constexpr std::string_view select_login_id = "SELECT login_id FROM users WHERE id = :id";

inline constexpr std::string_view insert = R"(
    INSERT INTO mail_links (token_hash, kind, user_id, email, expires_at)
    VALUES (:token_hash, :kind, :user_id, :email, :expires_at))";
/// The account that the link is for, if it has still the address that the link was sent to.
inline constexpr std::string_view select_account = R"(
    SELECT u.id, u.login_id FROM mail_links l JOIN users u ON u.id = l.user_id
    WHERE l.token_hash = :token_hash AND l.kind = :kind AND l.expires_at > :now
        AND u.email = l.email AND u.state = 'ACTIVE')";
inline constexpr std::string_view remove =
    "DELETE FROM mail_links WHERE token_hash = :token_hash RETURNING user_id";
inline constexpr std::string_view remove_of_user =
    "DELETE FROM mail_links WHERE user_id = :user_id AND kind = :kind";
inline constexpr std::string_view remove_all_of_user = "DELETE FROM mail_links WHERE user_id = :user_id";
inline constexpr std::string_view remove_expired = "DELETE FROM mail_links WHERE expires_at <= :now";

inline constexpr std::string_view confirm = R"(
    UPDATE users SET email_confirmed_at = :now WHERE id = :id AND email_confirmed_at IS NULL)";
inline constexpr std::string_view set_password = R"(
    UPDATE users SET password_hash = :password_hash, modified_at = :now WHERE id = :id)";
/// Returns no row if the account was deleted or its password has changed.
inline constexpr std::string_view change_email = R"(
    UPDATE users SET email = :email, email_confirmed_at = NULL, modified_at = :now
    WHERE id = :id AND password_hash = :password_hash RETURNING id)";

}  // namespace trainingzip::api::mail_links_sql
