#pragma once

#include <string_view>

namespace trainingzip::mail::mails_sql {

inline constexpr std::string_view count = "SELECT COUNT(*) FROM mails";
inline constexpr std::string_view insert = R"(
    INSERT INTO mails (kind, about, language, attempts, next_at, expires_at)
    VALUES (:kind, :about, :language, 0, :now, :expires_at))";
/// Claims the mail that has waited longest, until `later`.
inline constexpr std::string_view claim = R"(
    UPDATE mails SET attempts = attempts + 1, next_at = :later
    WHERE id = (SELECT id FROM mails WHERE next_at <= :now ORDER BY next_at, id LIMIT 1) AND next_at <= :now
    RETURNING id, kind, about, language, attempts, expires_at)";
inline constexpr std::string_view postpone = "UPDATE mails SET next_at = :next WHERE id = :id";
inline constexpr std::string_view remove = "DELETE FROM mails WHERE id = :id";

}  // namespace trainingzip::mail::mails_sql
