#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "database/database.h"

namespace trainingzip::api {

/// A list whose length is maintained by libs/domain/schema/counts.h: of its rows under this name, or of
/// all.
struct CountedList {
    std::string list;
    std::optional<std::string> name;
};

/// The length of the list, without counting rows. Includes what other transactions have committed and what
/// this one has done.
std::int64_t list_total(soci::session& session, const CountedList& list);

/// Folds the accumulated changes into the totals, so that few rows need to be read; no length changes by
/// it.
void add_up_list_changes(database::Database& database);

}  // namespace trainingzip::api
