#pragma once

#include "api/coaching/camera_pairings/pairing_settings.h"
#include "auth/secret_key.h"
#include "base/clock.h"
#include "database/database.h"

namespace trainingzip::api {

/// What the endpoints of coaching need: training sessions, leaderboards, and phones as cameras. Thread-safe;
/// the parts must outlive it.
struct CoachingContext {
    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const Clock& clock;
    database::Database& database;
    const auth::SecretKey& account_key;
    const CameraPairingSettings& camera_pairings;
};

}  // namespace trainingzip::api
