#include "database/database_fault.h"

// The header of the driver is written with the old style of C++.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>

namespace trainingzip::database {
namespace {

/// The low byte is the primary code; the rest only says more of the same (sqlite.org/rescode.html).
DatabaseFault classify(const soci::sqlite3_soci_error& error) {
    switch (error.result() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_INTERRUPT:
            return DatabaseFault::busy;
        case SQLITE_FULL:
            return DatabaseFault::storage_full;
        case SQLITE_READONLY:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return DatabaseFault::away;
        default:
            // There is one writer at a time, so a violated constraint is no race.
            return DatabaseFault::other;
    }
}

/// By the table of PostgreSQL's manual, appendix A, "PostgreSQL Error Codes".
DatabaseFault classify(const soci::postgresql_soci_error& error) {
    const std::string code = error.sqlstate();
    const std::string kind = code.substr(0, 2);
    if (code == "40001" || code == "40P01") return DatabaseFault::conflict;
    if (code == "23505" || code == "23503") return DatabaseFault::constraint;
    if (code == "55P03" || code == "57014") return DatabaseFault::busy;
    if (code == "53100") return DatabaseFault::storage_full;
    // 25006: read-only server, for example after a failover; 25P03: idle for too long.
    if (kind == "08" || kind == "53" || kind == "57" || kind == "58" || code == "25006" || code == "25P03") {
        return DatabaseFault::away;
    }
    return DatabaseFault::other;
}

}  // namespace

DatabaseFault classify_current_exception() {
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& error) {
        return classify(error);
    } catch (const soci::postgresql_soci_error& error) {
        return classify(error);
    } catch (const soci::soci_error& error) {
        return error.get_error_category() == soci::soci_error::connection_error ? DatabaseFault::away
                                                                                : DatabaseFault::other;
    } catch (...) {
        return DatabaseFault::other;
    }
}

}  // namespace trainingzip::database
