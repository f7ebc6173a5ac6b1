#pragma once

#include <string_view>

namespace trainingzip::api::mail_requests_sql {

/// The time of the request that has `newer` newer ones.
inline constexpr std::string_view select_of_email = R"(
    SELECT created_at FROM recent_mail_requests WHERE email = :email
    ORDER BY created_at DESC LIMIT 1 OFFSET :newer)";
inline constexpr std::string_view select_of_address = R"(
    SELECT created_at FROM recent_mail_requests WHERE address = :address
    ORDER BY created_at DESC LIMIT 1 OFFSET :newer)";
inline constexpr std::string_view select_of_network = R"(
    SELECT created_at FROM recent_mail_requests WHERE network = :network
    ORDER BY created_at DESC LIMIT 1 OFFSET :newer)";
inline constexpr std::string_view insert = R"(
    INSERT INTO recent_mail_requests (email, address, network, created_at)
    VALUES (:email, :address, :network, :now))";
inline constexpr std::string_view remove_old = "DELETE FROM recent_mail_requests WHERE created_at <= :oldest";

}  // namespace trainingzip::api::mail_requests_sql
