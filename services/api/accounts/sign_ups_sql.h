#pragma once

#include <string_view>

namespace trainingzip::api::sign_ups_sql {

inline constexpr std::string_view count_of_address =
    "SELECT COUNT(*) FROM recent_sign_ups WHERE address = :address AND created_at > :oldest";
inline constexpr std::string_view count_of_network =
    "SELECT COUNT(*) FROM recent_sign_ups WHERE network = :network AND created_at > :oldest";
/// The creation time of the sign-up that has `newer` newer ones.
inline constexpr std::string_view select_of_address = R"(
    SELECT created_at FROM recent_sign_ups WHERE address = :address
    ORDER BY created_at DESC LIMIT 1 OFFSET :newer)";
inline constexpr std::string_view select_of_network = R"(
    SELECT created_at FROM recent_sign_ups WHERE network = :network
    ORDER BY created_at DESC LIMIT 1 OFFSET :newer)";
inline constexpr std::string_view count_challenge =
    "SELECT COUNT(*) FROM recent_sign_ups WHERE challenge = :challenge";
inline constexpr std::string_view insert = R"(
    INSERT INTO recent_sign_ups (address, network, challenge, created_at)
    VALUES (:address, :network, NULLIF(:challenge, ''), :now))";
inline constexpr std::string_view remove_old = "DELETE FROM recent_sign_ups WHERE created_at <= :oldest";

}  // namespace trainingzip::api::sign_ups_sql
