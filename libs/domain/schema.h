#pragma once

#include <array>

#include "database/migrations.h"
#include "domain/schema/accounts.h"
#include "domain/schema/camera_pairings.h"
#include "domain/schema/comment_keys.h"
#include "domain/schema/community.h"
#include "domain/schema/counts.h"
#include "domain/schema/familiar.h"
#include "domain/schema/foundation.h"
#include "domain/schema/hidden_trainings.h"
#include "domain/schema/incidents.h"
#include "domain/schema/indexes.h"
#include "domain/schema/mails.h"
#include "domain/schema/more_orders.h"
#include "domain/schema/networks.h"
#include "domain/schema/notices.h"
#include "domain/schema/order.h"
#include "domain/schema/possible_trainers.h"
#include "domain/schema/removed_trainings.h"
#include "domain/schema/results.h"
#include "domain/schema/search_grams.h"
#include "domain/schema/suggested_pictures.h"
#include "domain/schema/suspects.h"
#include "domain/schema/traces.h"
#include "domain/schema/views.h"

namespace trainingzip::domain {

/// The schema, for database::Database::migrate(). A migration that has been released is never changed; a new
/// one is appended. Times are Unix milliseconds, UTC.
inline constexpr auto schema = std::to_array<database::Migration>({
    schema_sql::foundation,
    schema_sql::incidents,
    schema_sql::accounts,
    schema_sql::traces,
    schema_sql::indexes,
    schema_sql::community,
    schema_sql::removed_trainings,
    schema_sql::counts,
    schema_sql::search_grams,
    schema_sql::order,
    schema_sql::views,
    schema_sql::more_orders,
    schema_sql::suspects,
    schema_sql::familiar,
    schema_sql::notices,
    schema_sql::networks,
    schema_sql::possible_trainers,
    schema_sql::results,
    schema_sql::mails,
    schema_sql::suggested_pictures,
    schema_sql::hidden_trainings,
    schema_sql::camera_pairings,
    schema_sql::comment_keys,
});

}  // namespace trainingzip::domain
