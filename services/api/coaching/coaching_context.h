#pragma once

#include "base/clock.h"
#include "database/database.h"

namespace trainingzip::api {

/// What the endpoints of coaching need: training sessions and leaderboards. Thread-safe; the parts must
/// outlive it.
struct CoachingContext {
    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const Clock& clock;
    database::Database& database;
};

}  // namespace trainingzip::api
