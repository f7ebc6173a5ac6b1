#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "database/database.h"

namespace trainingzip::api {

/// A list whose length is kept by libs/domain/schema/counts.h: of its rows under this name, or of all.
struct CountedList {
    std::string list;
    std::optional<std::string> name;
};

/// How many rows stand in the list, without counting them. What other transactions have committed counts, and
/// what this one has done.
std::int64_t count_list(soci::session& session, const CountedList& list);

/// Adds the changes since the last time to what was counted, so that there are few to read; no list becomes
/// longer or shorter by it.
void add_up_list_changes(database::Database& database);

}  // namespace trainingzip::api
