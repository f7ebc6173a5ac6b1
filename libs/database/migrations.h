#pragma once

#include <span>
#include <string_view>

namespace soci {
class session;
}

namespace trainingzip::database {

/// The statements of one migration. In them {id} is a primary key whose values are never reused, {bytes} the
/// type of binary data; a statement that begins with {sqlite} or {postgresql} is for that database alone.
using Migration = std::span<const std::string_view>;

/// A schema: migration number 1 first. A migration that has been released is never changed.
using Migrations = std::span<const Migration>;

/// Runs the migrations that the database has not had, in order, and records them. Needs an open transaction
/// of Driver::begin_migration(). Throws std::runtime_error when the database has had more migrations than
/// there are here.
void apply_migrations(soci::session& session, bool sqlite, Migrations migrations);

}  // namespace trainingzip::database
