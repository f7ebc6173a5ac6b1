#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace trainingzip::database {

/// Makes the sessions of SOCI's driver keep statements compiled for the next use of the same text. SQLite
/// compiles them again by itself when tables have changed.
///
/// Must outlive its sessions.
class SqliteSessions final : public soci::backend_factory {
  public:
    soci::details::session_backend* make_session(
        const soci::connection_parameters& parameters) const override;
};

/// Of a session made so.
soci::sqlite3_session_backend& sqlite_backend(soci::session& session);

}  // namespace trainingzip::database
