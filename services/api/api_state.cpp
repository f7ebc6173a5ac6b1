#include "api/api_state.h"

#include <algorithm>
#include <utility>

#include "api/accounts/first_admin.h"
#include "api/accounts/nick_name_keys.h"

namespace trainingzip::api {

ApiContext::ApiContext(ApiSettings api_settings, ProtectionSettings protection_settings, Logger api_logger,
                       const metrics::Metrics& metrics)
    : settings(std::move(api_settings)),
      logger(std::move(api_logger)),
      database(settings.database, metrics),
      storage(settings.storage_root, metrics),
      signing_keys({settings.signing_key, settings.jwks, settings.signing_key_period,
                    std::max(settings.access_token_lifetime, settings.refresh_token_lifetime)},
                   clock),
      signer([this] { return signing_keys.current(); }, settings.access_token_lifetime, clock),
      verifier(settings.jwks, clock),
      passwords(settings.password),
      throttle(settings.sign_in),
      pictures(settings.picture_program),
      service_token(auth::ServiceToken::load_or_make(settings.service_token)),
      incidents(database, settings.incident_window, !settings.slack.webhook_url.empty()),
      views(database, settings.view_window),
      browsers(settings.user_agent_patterns, logger),
      protection(std::move(protection_settings)),
      account_key(auth::SecretKey::load_or_make(protection.account_key)),
      sign_ups(protection.sign_up, account_key),
      name_checks(protection.name_checks_per_minute) {
    database.migrate(domain::schema);
    renew_nick_name_keys(*this);
    ensure_first_admin(*this);
}

}  // namespace trainingzip::api
