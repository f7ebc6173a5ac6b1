#pragma once

#include "base/clock.h"
#include "database/database.h"

namespace trainingzip::api {

/// What the endpoints of the community need: likes, comments, subscriptions, reports and the feed.
/// Thread-safe; the parts must outlive it.
struct CommunityContext {
    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const Clock& clock;
    database::Database& database;
};

}  // namespace trainingzip::api
