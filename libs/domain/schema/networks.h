#pragma once

#include <string_view>

namespace trainingzip::domain::schema_sql {

/// Which set of networks made what an upload holds: "real", or "stand-in" as soon as one part was made with
/// those; "" where nobody knows. remake: an admin wants the training made again with better networks.
inline constexpr std::string_view networks[] = {
    "ALTER TABLE uploads ADD COLUMN networks TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE trainings ADD COLUMN remake INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX stand_in_uploads_open ON uploads (training_id) WHERE networks = 'stand-in'",
    "CREATE INDEX remakes_open ON trainings (id) WHERE remake = 1",
};

}  // namespace trainingzip::domain::schema_sql
