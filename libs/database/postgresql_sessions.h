#pragma once

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace trainingzip::database {

/// Makes the sessions of SOCI's driver cache prepared statements, so that the server need not parse and
/// plan them each time. A statement is prepared when its text is used for the second time.
///
/// PostgreSQL chooses between a generic plan and one for the given values by cost, and plans again after
/// tables have changed. A statement whose columns have changed their type, or which was deallocated
/// elsewhere, is executed as if it were new; inside a transaction, which that error has aborted, it throws
/// the serialization failure 40001, so that the work is retried.
///
/// Must outlive its sessions.
class PostgresqlSessions final : public soci::backend_factory {
  public:
    soci::details::session_backend* make_session(
        const soci::connection_parameters& parameters) const override;
};

/// The backend of a session created by the above.
soci::postgresql_session_backend& postgresql_backend(soci::session& session);

}  // namespace trainingzip::database
