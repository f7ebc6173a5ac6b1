#pragma once

#include "api/accounts/accounts_context.h"
#include "api/api_settings.h"
#include "api/catalogue/catalogue_context.h"
#include "api/coaching/coaching_context.h"
#include "api/community/community_context.h"
#include "api/export/export_context.h"
#include "api/operations/operations_context.h"
#include "base/clock.h"
#include "base/log.h"

namespace trainingzip::api {

/// Everything that lives as long as the server, and the contexts, which refer to it. Every part is
/// thread-safe.
struct ApiState {
    /// Opens the database and brings its schema up to date, makes the keys where there are none, and
    /// publishes their public halves. Makes the first admin one if they have signed up.
    ApiState(ApiSettings api_settings, Logger api_logger, const metrics::Metrics& metrics);
    ApiState(const ApiState&) = delete;
    ApiState& operator=(const ApiState&) = delete;

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
    const auth::SecretKey account_key;
    const auth::ServiceToken service_token;
    SignInThrottle throttle;
    const SignUpLimit sign_ups;
    NameCheckLimit name_checks;
    const mail::Outbox outbox;
    const MailRequestLimit mail_requests;
    BrowserReader browsers;
    PictureSandbox pictures;
    ViewCounter views;
    IncidentStore incidents;
    PageErrorLimit page_errors;
    ExportLimit exports;

    const AccountsContext accounts;
    const CatalogueContext catalogue;
    const CommunityContext community;
    const CoachingContext coaching;
    const ExportContext exporting;
    const OperationsContext operations;
};

}  // namespace trainingzip::api
