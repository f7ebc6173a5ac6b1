#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// What went wrong, for the admins.
inline constexpr std::string_view incidents[] = {
    // Equal faults of one server within one window of time; report is the first of them, as JSON.
    R"(CREATE TABLE incidents (
        id {id},
        report_id TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        server TEXT NOT NULL,
        kind TEXT NOT NULL,
        type TEXT NOT NULL,
        message TEXT NOT NULL,
        report TEXT NOT NULL,
        occurrences BIGINT NOT NULL,
        first_at BIGINT NOT NULL,
        last_at BIGINT NOT NULL,
        window_ends_at BIGINT NOT NULL,
        slack_state TEXT NOT NULL CHECK (slack_state IN ('off', 'waiting', 'sent')),
        slack_attempts BIGINT NOT NULL DEFAULT 0,
        slack_next_at BIGINT NOT NULL,
        resolved_at BIGINT,
        resolved_by BIGINT REFERENCES users (id) ON DELETE SET NULL))",
    "CREATE INDEX incidents_by_fingerprint ON incidents (fingerprint, server, window_ends_at)",
    "CREATE INDEX incidents_by_slack ON incidents (slack_state, slack_next_at)",
    "CREATE INDEX incidents_by_time ON incidents (last_at)",

    // A report is counted once, however often it is brought.
    R"(CREATE TABLE incident_receipts (
        report_id TEXT PRIMARY KEY,
        received_at BIGINT NOT NULL))",
    "CREATE INDEX incident_receipts_by_time ON incident_receipts (received_at)",
};

}  // namespace trainingzip::domain::schema_sql
