#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace trainingzip::database {

/// A binary value of a column of type {bytes}, in the representation of the connected database: a blob for
/// SQLite, the hexadecimal text of BYTEA for PostgreSQL. Must outlive the statement it is bound to.
///
///     database::Bytes block(session, bytes);
///     session << "INSERT INTO t (block) VALUES (:block)", block.use("block");
class Bytes {
  public:
    /// For reading with into().
    explicit Bytes(soci::session& session);
    /// For writing with use(). Copies the bytes.
    Bytes(soci::session& session, std::span<const std::uint8_t> bytes);

    soci::details::use_type_ptr use(const std::string& name);
    soci::details::into_type_ptr into();

    /// What into() has read. Valid until the next row is fetched.
    std::string content();

  private:
    std::unique_ptr<soci::blob> blob_;  ///< Of SQLite alone.
    std::string text_;                  ///< Of PostgreSQL alone.
};

}  // namespace trainingzip::database
