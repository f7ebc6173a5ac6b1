#include "api/api_context.h"

#include <utility>

#include "api/accounts/first_admin.h"
#include "auth/key_set.h"

namespace trainingzip::api {

ApiContext::ApiContext(ApiSettings api_settings, Logger api_logger, const metrics::Metrics& metrics)
    : settings(std::move(api_settings)),
      logger(std::move(api_logger)),
      database(settings.database, metrics),
      storage(settings.storage_root, metrics),
      signer(auth::TokenSigner::load_or_make_key(settings.signing_key), settings.access_token_lifetime,
             clock),
      verifier(settings.jwks, clock),
      passwords(settings.password),
      throttle(settings.sign_in),
      service_token(auth::ServiceToken::load_or_make(settings.service_token)),
      incidents(database, settings.incident_window, !settings.slack.webhook_url.empty()) {
    database.migrate();
    promote_first_admin(*this);
    auth::write_jwks(settings.jwks, {signer.public_key()});
}

}  // namespace trainingzip::api
