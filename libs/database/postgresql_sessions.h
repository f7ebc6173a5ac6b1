#pragma once

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace trainingzip::database {

/// Makes the sessions of SOCI's driver keep statements prepared in the server, so that it need not analyse
/// and plan them each time. A statement is prepared when its text comes for the second time.
///
/// PostgreSQL chooses between a plan for any values and one for those given, by cost, and plans again
/// after tables have changed. A statement whose columns are of another type since, or which somebody else has
/// dropped, is executed as if it were new; in a transaction, which it has ended, it throws the serialization
/// failure 40001, so that the work is done again.
///
/// Must outlive its sessions.
class PostgresqlSessions final : public soci::backend_factory {
  public:
    soci::details::session_backend* make_session(
        const soci::connection_parameters& parameters) const override;
};

/// Of a session made so.
soci::postgresql_session_backend& postgresql_backend(soci::session& session);

}  // namespace trainingzip::database
