#pragma once

#include <string_view>

namespace trainingzip::data::connection_sql {

/// Takes the write lock at once: a transaction that starts by reading cannot wait for it later.
inline constexpr std::string_view begin_sqlite = "BEGIN IMMEDIATE";
inline constexpr std::string_view begin_postgresql = "BEGIN";
inline constexpr std::string_view commit = "COMMIT";
inline constexpr std::string_view rollback = "ROLLBACK";
/// Reads the file, unlike SELECT 1.
inline constexpr std::string_view probe = "SELECT COUNT(*) FROM schema_versions";

/// Followed by milliseconds.
inline constexpr std::string_view busy_timeout_sqlite = "PRAGMA busy_timeout = ";
inline constexpr std::string_view journal_sqlite = "PRAGMA journal_mode = WAL";
inline constexpr std::string_view synchronous_sqlite = "PRAGMA synchronous = NORMAL";
inline constexpr std::string_view foreign_keys_sqlite = "PRAGMA foreign_keys = ON";
/// Followed by milliseconds.
inline constexpr std::string_view lock_timeout_postgresql = "SET lock_timeout = ";

}  // namespace trainingzip::data::connection_sql
