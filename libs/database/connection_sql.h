#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <string_view>

namespace trainingzip::database::connection_sql {

inline constexpr std::string_view begin_sqlite = "BEGIN IMMEDIATE";
inline constexpr std::string_view begin_postgresql = "BEGIN ISOLATION LEVEL SERIALIZABLE";
/// The migrations that another server committed while this one waited for the lock must be visible.
inline constexpr std::string_view begin_migration_postgresql = "BEGIN ISOLATION LEVEL READ COMMITTED";
inline constexpr std::string_view lock_migration_postgresql = "SELECT pg_advisory_xact_lock(7061726)";
inline constexpr std::string_view commit = "COMMIT";
inline constexpr std::string_view rollback = "ROLLBACK";
/// Reads the file, unlike SELECT 1.
inline constexpr std::string_view probe = "SELECT COUNT(*) FROM schema_versions";

inline constexpr std::string_view busy_timeout_sqlite = "PRAGMA busy_timeout = {milliseconds}";
inline constexpr std::string_view journal_sqlite = "PRAGMA journal_mode = WAL";
inline constexpr std::string_view synchronous_sqlite = "PRAGMA synchronous = NORMAL";
inline constexpr std::string_view foreign_keys_sqlite = "PRAGMA foreign_keys = ON";

inline constexpr std::string_view lock_timeout_postgresql = "SET lock_timeout = {milliseconds}";
inline constexpr std::string_view local_lock_timeout_postgresql = "SET LOCAL lock_timeout = {milliseconds}";
inline constexpr std::string_view statement_timeout_postgresql = "SET statement_timeout = {milliseconds}";
inline constexpr std::string_view idle_timeout_postgresql =
    "SET idle_in_transaction_session_timeout = {milliseconds}";
inline constexpr std::string_view local_statement_timeout_postgresql = "SET LOCAL statement_timeout = 0";
inline constexpr std::string_view bytes_postgresql = "SET bytea_output = 'hex'";
inline constexpr std::string_view deallocate_postgresql = "DEALLOCATE {statement}";
inline constexpr std::string_view deallocate_all_postgresql = "DEALLOCATE ALL";
inline constexpr std::string_view encoding_postgresql = "SHOW server_encoding";
/// 1 if the locale of the database folds case beyond ASCII: É and é.
inline constexpr std::string_view knows_letters_postgresql =
    "SELECT CASE WHEN LOWER(CHR(201)) = CHR(233) THEN 1 ELSE 0 END";

/// A statement with the time in it.
inline std::string with_milliseconds(std::string_view sql, std::chrono::milliseconds time) {
    return fmt::format(fmt::runtime(sql), fmt::arg("milliseconds", time.count()));
}

}  // namespace trainingzip::database::connection_sql
