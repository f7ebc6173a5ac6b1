#pragma once

#include <string_view>

/// Statements on the trainings whose rows were deleted. Times are Unix milliseconds.
namespace trainingzip::upload::removed_trainings_sql {

/// Ids are never reused; otherwise the files could belong to a new training.
inline constexpr std::string_view due =
    "SELECT training_id, sweeps FROM removed_trainings WHERE sweep_at <= :now AND "
    "NOT EXISTS (SELECT 1 FROM trainings WHERE id = training_id) ORDER BY sweep_at LIMIT 100";

inline constexpr std::string_view set_next =
    "UPDATE removed_trainings SET sweeps = :sweeps, sweep_at = :sweep_at WHERE training_id = :training";

inline constexpr std::string_view forget = "DELETE FROM removed_trainings WHERE training_id = :training";

}  // namespace trainingzip::upload::removed_trainings_sql
