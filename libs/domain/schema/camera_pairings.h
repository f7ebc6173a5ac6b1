#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Phones that become the camera of a screen, until both are connected. A description is what WebRTC calls
/// SDP: offer of the phone, answer of the screen. Of the secrets there are SHA-256 alone; network is a hash
/// under a key of the API server.
inline constexpr std::string_view camera_pairings[] = {
    R"(CREATE TABLE camera_pairings (
        id TEXT PRIMARY KEY,
        screen_hash TEXT NOT NULL,
        phone_hash TEXT NOT NULL,
        network TEXT NOT NULL,
        offer TEXT,
        answer TEXT,
        expires_at BIGINT NOT NULL))",
    "CREATE INDEX camera_pairings_by_network ON camera_pairings (network, expires_at)",
    "CREATE INDEX camera_pairings_by_end ON camera_pairings (expires_at)",
};

}  // namespace trainingzip::domain::schema_sql
