#pragma once

#include "api/operations/incidents/incident_store.h"
#include "api/operations/incidents/page_error_limit.h"
#include "auth/service_token.h"
#include "auth/signing_keys.h"
#include "auth/token_verifier.h"
#include "base/clock.h"
#include "base/log.h"
#include "database/database.h"

namespace trainingzip::api {

/// What the endpoints for operators need: incidents, signing keys and users. Thread-safe; the parts must
/// outlive it.
struct OperationsContext {
    std::int64_t now() const { return to_unix_milliseconds(clock.now()); }

    const Logger& logger;
    const Clock& clock;
    database::Database& database;
    IncidentStore& incidents;
    PageErrorLimit& page_errors;
    const auth::ServiceToken& service_token;
    auth::SigningKeys& signing_keys;
    const auth::TokenVerifier& verifier;
};

}  // namespace trainingzip::api
