#pragma once

#include "api/accounts/name_check_limit.h"
#include "api/accounts/protection_settings.h"
#include "api/accounts/sign_in_throttle.h"
#include "api/api_settings.h"
#include "api/http/browser_reader.h"
#include "api/operations/incidents/incident_store.h"
#include "api/operations/incidents/page_error_limit.h"
#include "api/catalogue/pictures/picture_sandbox.h"
#include "api/catalogue/trainings/view_counter.h"
#include "auth/password.h"
#include "auth/secret_key.h"
#include "auth/service_token.h"
#include "auth/signing_keys.h"
#include "auth/token_signer.h"
#include "auth/token_verifier.h"
#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"
#include "storage/video_storage.h"

namespace trainingzip::api {

/// What the endpoints work with. Every part is safe to use from several threads.
struct ApiContext {
    /// Opens the database and brings its schema up to date, makes the keys where there are none, and
    /// publishes their public halves. Makes the first admin one if they have signed up.
    ApiContext(ApiSettings api_settings, ProtectionSettings protection_settings, Logger api_logger,
               const metrics::Metrics& metrics);

    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const ApiSettings settings;
    const Logger logger;
    const SystemClock clock;
    database::Database database;
    const storage::VideoStorage storage;
    auth::SigningKeys signing_keys;
    const auth::TokenSigner signer;
    const auth::TokenVerifier verifier;
    const auth::PasswordHasher passwords;
    SignInThrottle throttle;
    PictureSandbox pictures;
    const auth::ServiceToken service_token;
    IncidentStore incidents;
    PageErrorLimit page_errors;
    ViewCounter views;
    BrowserReader browsers;
    const ProtectionSettings protection;
    const auth::SecretKey account_key;  ///< For cookies of devices, and hashes of networks.
    const SignUpLimit sign_ups;
    NameCheckLimit name_checks;
};

}  // namespace trainingzip::api
