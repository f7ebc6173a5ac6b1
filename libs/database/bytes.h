#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace trainingzip::database {

/// One value of a column of type {bytes}, in the form that the database at hand takes: a blob for SQLite, the
/// hexadecimal text of BYTEA for PostgreSQL. Must live until the statement that it is given to is done.
///
///     database::Bytes block(session, bytes);
///     session << "INSERT INTO t (block) VALUES (:block)", block.use("block");
class Bytes {
  public:
    /// To be read with into().
    explicit Bytes(soci::session& session);
    /// To be written with use(). The bytes are copied.
    Bytes(soci::session& session, std::span<const std::uint8_t> bytes);

    soci::details::use_type_ptr use(const std::string& name);
    soci::details::into_type_ptr into();

    /// What into() has read. Ask for it before the next row is fetched.
    std::string content();

  private:
    std::unique_ptr<soci::blob> blob_;  ///< Of SQLite alone.
    std::string text_;                  ///< Of PostgreSQL alone.
};

}  // namespace trainingzip::database
