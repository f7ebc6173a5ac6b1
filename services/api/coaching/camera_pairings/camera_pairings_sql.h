#pragma once

#include <string_view>

namespace trainingzip::api::camera_pairings_sql {

/// How many of a network are alive, and when the first of them ends; 0 where there is none.
inline constexpr std::string_view count_alive = R"(
    SELECT COUNT(*), COALESCE(MIN(expires_at), 0) FROM camera_pairings
    WHERE network = :network AND expires_at > :now)";
inline constexpr std::string_view insert = R"(
    INSERT INTO camera_pairings (id, screen_hash, phone_hash, network, expires_at)
    VALUES (:id, :screen_hash, :phone_hash, :network, :expires_at)
    ON CONFLICT DO NOTHING RETURNING id)";
inline constexpr std::string_view select = R"(
    SELECT screen_hash, phone_hash, COALESCE(offer, ''), COALESCE(answer, '') FROM camera_pairings
    WHERE id = :id AND expires_at > :now)";
/// Of two at once, one is the first.
inline constexpr std::string_view write_offer =
    "UPDATE camera_pairings SET offer = :sdp WHERE id = :id AND offer IS NULL RETURNING id";
inline constexpr std::string_view write_answer =
    "UPDATE camera_pairings SET answer = :sdp WHERE id = :id AND answer IS NULL RETURNING id";
inline constexpr std::string_view remove = "DELETE FROM camera_pairings WHERE id = :id";
inline constexpr std::string_view remove_expired = "DELETE FROM camera_pairings WHERE expires_at <= :now";

}  // namespace trainingzip::api::camera_pairings_sql
