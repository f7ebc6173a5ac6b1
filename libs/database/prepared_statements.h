#pragma once

#include <cstddef>
#include <string_view>

namespace trainingzip::data {

/// How many statements a connection keeps prepared. More than the servers have, but for those with unusual
/// orders and filters: PostgreSQL uses 10 to 100 KiB for each.
inline constexpr std::size_t most_kept_statements = 256;

/// Whether the statement reads or writes rows: others are short, used once, or change what is kept.
bool can_be_kept(std::string_view statement);

}  // namespace trainingzip::data
