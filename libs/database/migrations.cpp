#include "data/migrations.h"

#include <soci/soci.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "data/schema_sql.h"

namespace trainingzip::data {
namespace {

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

int known_version() {
    return static_cast<int>(schema_sql::migrations.size());
}

void apply_migrations(soci::session& session, bool sqlite, int up_to) {
    session << schema_sql::create_versions;
    int version = 0;
    session << schema_sql::select_version, soci::into(version);
    if (version > known_version()) {
        throw std::runtime_error("the database has schema version " + std::to_string(version) +
                                 ", this program knows " + std::to_string(known_version()) +
                                 ": use a newer program");
    }
    for (int next = version + 1; next <= up_to; ++next) {
        for (const std::string_view statement :
             schema_sql::migrations.at(static_cast<std::size_t>(next - 1))) {
            if (statement.starts_with(sqlite ? "{postgresql}" : "{sqlite}")) continue;
            session << in_dialect(statement, sqlite);
        }
        const long long now = to_unix_milliseconds(SystemClock().now());
        session << schema_sql::insert_version, soci::use(next), soci::use(now);
    }
}

}  // namespace trainingzip::data
