#pragma once

#include <string_view>

/// Statements on who may be the trainer of an upload. Both columns hold JSON, see
/// libs/jobs/possible_trainers.h.
namespace trainingzip::upload::people_sql {

inline constexpr std::string_view set_people = "UPDATE uploads SET people = :people WHERE id = :upload";

inline constexpr std::string_view find_people = "SELECT people FROM uploads WHERE id = :upload";

inline constexpr std::string_view set_chosen =
    "UPDATE uploads SET chosen_trainer = :chosen WHERE id = :upload";

inline constexpr std::string_view find_chosen = "SELECT chosen_trainer FROM uploads WHERE id = :upload";

}  // namespace trainingzip::upload::people_sql
