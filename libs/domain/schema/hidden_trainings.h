#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Few trainings are hidden, and admins look through them.
inline constexpr std::string_view hidden_trainings[] = {
    "CREATE INDEX trainings_hidden ON trainings (modified_at, id) WHERE hidden = 1",
};

}  // namespace trainingzip::domain::schema_sql
