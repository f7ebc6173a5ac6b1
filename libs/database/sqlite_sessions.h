#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace trainingzip::database {

/// Makes the sessions of SOCI's driver cache compiled statements by their text. SQLite itself recompiles
/// them when tables have changed.
///
/// Must outlive its sessions.
class SqliteSessions final : public soci::backend_factory {
  public:
    soci::details::session_backend* make_session(
        const soci::connection_parameters& parameters) const override;
};

/// The backend of a session created by the above.
soci::sqlite3_session_backend& sqlite_backend(soci::session& session);

}  // namespace trainingzip::database
