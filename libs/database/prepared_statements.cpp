#include "database/prepared_statements.h"

#include <algorithm>
#include <array>

namespace trainingzip::database {

bool is_cacheable(std::string_view statement) {
    constexpr std::array<std::string_view, 5> beginnings = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"};
    statement.remove_prefix(std::min(statement.find_first_not_of(" \n"), statement.size()));
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return statement.starts_with(beginning); });
}

}  // namespace trainingzip::database
