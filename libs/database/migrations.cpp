#include "database/migrations.h"

#include <soci/soci.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace trainingzip::database {
namespace {

constexpr std::string_view create_versions =
    "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)";
constexpr std::string_view select_version = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";
constexpr std::string_view insert_version =
    "INSERT INTO schema_versions (version, applied_at) VALUES (:version, :now)";

/// The schema is written once; the few words that differ stand in braces.
std::string in_dialect(std::string_view statement, bool sqlite) {
    struct Word {
        std::string_view name, sqlite, postgresql;
    };
    constexpr Word words[] = {
        {"{id}", "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
        {"{bytes}", "BLOB", "BYTEA"},
        {"{sqlite}", "", ""},
        {"{postgresql}", "", ""},
    };
    std::string result(statement);
    for (const Word& word : words) {
        for (std::size_t at = 0; (at = result.find(word.name, at)) != std::string::npos;) {
            result.replace(at, word.name.size(), sqlite ? word.sqlite : word.postgresql);
        }
    }
    return result;
}

}  // namespace

void apply_migrations(soci::session& session, bool sqlite, Migrations migrations) {
    const int known = static_cast<int>(migrations.size());
    session << create_versions;
    int version = 0;
    session << select_version, soci::into(version);
    if (version > known) {
        throw std::runtime_error("the database has schema version " + std::to_string(version) +
                                 ", this program knows " + std::to_string(known) + ": use a newer program");
    }
    for (int next = version + 1; next <= known; ++next) {
        for (const std::string_view statement : migrations[static_cast<std::size_t>(next - 1)]) {
            if (statement.starts_with(sqlite ? "{postgresql}" : "{sqlite}")) continue;
            session << in_dialect(statement, sqlite);
        }
        const long long now = to_unix_milliseconds(SystemClock().now());
        session << insert_version, soci::use(next), soci::use(now);
    }
}

}  // namespace trainingzip::database
