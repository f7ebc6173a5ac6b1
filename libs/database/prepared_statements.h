#pragma once

#include <cstddef>
#include <string_view>

namespace trainingzip::database {

/// Capacity of the cache of prepared statements of one connection. It exceeds the number of statements the
/// servers use, unusual combinations of order and filter aside; PostgreSQL uses 10 to 100 KiB for each.
inline constexpr std::size_t most_prepared_statements = 256;

/// Whether to cache the statement: true where it reads or writes rows. Others are cheap, run once, or
/// invalidate cached statements.
bool is_cacheable(std::string_view statement);

}  // namespace trainingzip::database
