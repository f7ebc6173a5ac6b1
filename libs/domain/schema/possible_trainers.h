#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// people: who may be the trainer of the video, and who was taken for it, a JSON array
/// (jobs::PossibleTrainers). chosen_trainer: whom the owner chose, a JSON object (jobs::PersonInFrame), or
/// "".
inline constexpr std::string_view possible_trainers[] = {
    "ALTER TABLE uploads ADD COLUMN people TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE uploads ADD COLUMN chosen_trainer TEXT NOT NULL DEFAULT ''",
};

}  // namespace trainingzip::domain::schema_sql
