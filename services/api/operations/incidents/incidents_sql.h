#pragma once

#include <string_view>

namespace trainingzip::api::incidents_sql {

inline constexpr std::string_view insert_receipt =
    "INSERT INTO incident_receipts (report_id, received_at) VALUES (:report_id, :now)";
inline constexpr std::string_view count_receipts =
    "SELECT COUNT(*) FROM incident_receipts WHERE report_id = :report_id";
inline constexpr std::string_view delete_old_receipts =
    "DELETE FROM incident_receipts WHERE received_at < :oldest";
inline constexpr std::string_view delete_old_settled = "DELETE FROM incidents WHERE resolved_at < :oldest";

inline constexpr std::string_view select_open_window = R"(
    SELECT id FROM incidents
    WHERE fingerprint = :fingerprint AND server = :server AND window_ends_at > :now AND resolved_at IS NULL
    ORDER BY id DESC LIMIT 1)";
inline constexpr std::string_view add_to_window = R"(
    UPDATE incidents SET occurrences = occurrences + :occurrences, last_at = :last_at WHERE id = :id)";
inline constexpr std::string_view insert = R"(
    INSERT INTO incidents (report_id, fingerprint, server, kind, type, message, report, occurrences, first_at,
        last_at, window_ends_at, slack_state, slack_next_at)
    VALUES (:report_id, :fingerprint, :server, :kind, :type, :message, :report, :occurrences, :first_at,
        :last_at, :window_ends_at, :slack_state, :now))";

/// -1: no time, nobody.
inline constexpr std::string_view select_one = R"(
    SELECT id, report, occurrences, first_at, last_at, slack_state, COALESCE(resolved_at, -1),
        COALESCE(resolved_by, -1)
    FROM incidents
    WHERE id = :id)";
/// The same columns.
inline constexpr std::string_view select_page = R"(
    SELECT id, report, occurrences, first_at, last_at, slack_state, COALESCE(resolved_at, -1),
        COALESCE(resolved_by, -1)
    FROM incidents
    WHERE {condition}
    ORDER BY {order}
    LIMIT :limit OFFSET :offset)";
inline constexpr std::string_view is_unresolved = "resolved_at IS NULL";
inline constexpr std::string_view is_any = "1 = 1";
inline constexpr std::string_view newest_first = "last_at DESC, id DESC";

/// The columns that admins may sort by.
inline constexpr std::string_view id_column = "id";
inline constexpr std::string_view server_column = "server";
inline constexpr std::string_view occurrences_column = "occurrences";
inline constexpr std::string_view first_column = "first_at";
inline constexpr std::string_view last_column = "last_at";

inline constexpr std::string_view resolve = R"(
    UPDATE incidents SET resolved_at = :now, resolved_by = :user WHERE id = :id AND resolved_at IS NULL)";

/// Claims the oldest waiting report until `later`.
inline constexpr std::string_view claim_for_slack = R"(
    UPDATE incidents SET slack_attempts = slack_attempts + 1, slack_next_at = :later
    WHERE id = (SELECT id FROM incidents WHERE slack_state = 'waiting' AND slack_next_at <= :now
                ORDER BY slack_next_at, id LIMIT 1)
    RETURNING id, slack_attempts)";
inline constexpr std::string_view count_waiting_for_slack =
    "SELECT COUNT(*) FROM incidents WHERE slack_state = 'waiting'";
inline constexpr std::string_view select_previous_occurrences = R"(
    SELECT p.occurrences FROM incidents i JOIN incidents p
        ON p.fingerprint = i.fingerprint AND p.server = i.server AND p.id < i.id
    WHERE i.id = :id ORDER BY p.id DESC LIMIT 1)";
inline constexpr std::string_view mark_sent = "UPDATE incidents SET slack_state = 'sent' WHERE id = :id";
inline constexpr std::string_view postpone = "UPDATE incidents SET slack_next_at = :next WHERE id = :id";

}  // namespace trainingzip::api::incidents_sql
