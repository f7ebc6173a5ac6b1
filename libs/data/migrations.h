#pragma once

namespace soci {
class session;
}

namespace trainingzip::data {

/// Runs the migrations that the database has not had, in order, and records them. Needs an open transaction
/// of Driver::begin_migration(). Throws std::runtime_error when the database has had migrations that this
/// program does not know.
void apply_migrations(soci::session& session, bool sqlite);

}  // namespace trainingzip::data
