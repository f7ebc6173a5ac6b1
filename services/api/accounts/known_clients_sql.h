#pragma once

#include <string_view>

namespace trainingzip::api::known_clients_sql {

inline constexpr std::string_view count = R"(
    SELECT COUNT(*) FROM familiar_networks
    WHERE user_id = :user_id AND network = :network AND seen_at > :oldest)";
/// Stores nothing if the account was deleted meanwhile.
inline constexpr std::string_view remember = R"(
    INSERT INTO familiar_networks (user_id, network, seen_at)
    SELECT id, :network, :now FROM users WHERE id = :user_id
    ON CONFLICT (user_id, network) DO UPDATE SET seen_at = excluded.seen_at)";
inline constexpr std::string_view remove_oldest = R"(
    DELETE FROM familiar_networks WHERE user_id = :user_id AND network NOT IN (
        SELECT network FROM familiar_networks WHERE user_id = :user_id ORDER BY seen_at DESC, network LIMIT :kept))";
inline constexpr std::string_view remove_all = "DELETE FROM familiar_networks WHERE user_id = :user_id";
inline constexpr std::string_view remove_old = "DELETE FROM familiar_networks WHERE seen_at <= :oldest";

}  // namespace trainingzip::api::known_clients_sql
