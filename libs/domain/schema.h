#pragma once

#include <array>
#include <span>
#include <string_view>

#include "data/schema/accounts.h"
#include "data/schema/community.h"
#include "data/schema/counts.h"
#include "data/schema/familiar.h"
#include "data/schema/foundation.h"
#include "data/schema/incidents.h"
#include "data/schema/indexes.h"
#include "data/schema/more_orders.h"
#include "data/schema/networks.h"
#include "data/schema/notices.h"
#include "data/schema/order.h"
#include "data/schema/removed_trainings.h"
#include "data/schema/search_grams.h"
#include "data/schema/suspects.h"
#include "data/schema/traces.h"
#include "data/schema/views.h"

/// The schema, as numbered migrations. A migration that has been released is never changed; a new one is
/// added after it. Times are Unix milliseconds, UTC.
namespace trainingzip::data::schema_sql {

inline constexpr std::string_view create_versions =
    "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)";
inline constexpr std::string_view select_version = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";
inline constexpr std::string_view insert_version =
    "INSERT INTO schema_versions (version, applied_at) VALUES (:version, :now)";

/// In the statements {id} is a primary key that is never used twice, {bytes} the type of binary data; a
/// statement that begins with {sqlite} or {postgresql} is for that database alone.
inline constexpr auto migrations = std::to_array<std::span<const std::string_view>>({
    foundation,
    incidents,
    accounts,
    traces,
    indexes,
    community,
    removed_trainings,
    counts,
    search_grams,
    order,
    views,
    more_orders,
    suspects,
    familiar,
    notices,
    networks,
});

}  // namespace trainingzip::data::schema_sql
