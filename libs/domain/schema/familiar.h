#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Where accounts were signed in to, and how many were made from where.
inline constexpr std::string_view familiar[] = {
    // network is a hash under a key of the API server, and another one for each account.
    R"(CREATE TABLE familiar_networks (
        user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        network TEXT NOT NULL,
        seen_at BIGINT NOT NULL,
        PRIMARY KEY (user_id, network)))",
    "CREATE INDEX familiar_networks_by_age ON familiar_networks (seen_at)",

    // address and network are hashes under a key of the API server. No row points to the account: that is not
    // what they are kept for. challenge is the proof of work that let it be made, which is good for one
    // account.
    R"(CREATE TABLE recent_sign_ups (
        id {id},
        address TEXT NOT NULL,
        network TEXT NOT NULL,
        challenge TEXT UNIQUE,
        created_at BIGINT NOT NULL))",
    "CREATE INDEX recent_sign_ups_by_address ON recent_sign_ups (address, created_at)",
    "CREATE INDEX recent_sign_ups_by_network ON recent_sign_ups (network, created_at)",
    "CREATE INDEX recent_sign_ups_by_age ON recent_sign_ups (created_at)",
};

}  // namespace trainingzip::domain::schema_sql
