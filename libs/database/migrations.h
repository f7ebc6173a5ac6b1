#pragma once

namespace soci {
class session;
}

namespace trainingzip::data {

/// The number of the last migration that this program knows.
int known_version();

/// Runs the migrations that the database has not had, in order, and records them. Needs an open transaction
/// of Driver::begin_migration(). Throws std::runtime_error when the database has had migrations that this
/// program does not know.
///
/// up_to: the last migration to run; later ones are left out.
void apply_migrations(soci::session& session, bool sqlite, int up_to = known_version());

}  // namespace trainingzip::data
