#pragma once

#include <chrono>

#include "api/catalogue/pictures/picture_sandbox.h"
#include "api/catalogue/trainings/view_counter.h"
#include "auth/token_signer.h"
#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"
#include "storage/video_storage.h"

namespace trainingzip::api {

/// What the endpoints of the catalogue need: trainings, their pictures and playlists. Thread-safe; the parts
/// must outlive it.
struct CatalogueContext {
    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const Logger& logger;
    const Clock& clock;
    database::Database& database;
    const storage::VideoStorage& storage;
    const auth::TokenSigner& signer;
    const std::chrono::seconds media_ticket_lifetime;
    PictureSandbox& pictures;
    ViewCounter& views;
};

}  // namespace trainingzip::api
