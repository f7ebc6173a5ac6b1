#include "api/api_state.h"

#include <algorithm>
#include <utility>

#include "api/accounts/first_admin.h"
#include "api/accounts/nick_name_keys.h"
#include "domain/schema.h"

namespace trainingzip::api {

ApiState::ApiState(ApiSettings api_settings, Logger api_logger, const metrics::Metrics& metrics)
    : settings(std::move(api_settings)),
      logger(std::move(api_logger)),
      database(settings.database, metrics),
      storage(settings.storage_root, metrics),
      signing_keys({settings.signing_key, settings.jwks, settings.signing_key_period,
                    std::max(settings.access_token_lifetime, settings.accounts.refresh_token_lifetime)},
                   clock),
      signer([this] { return signing_keys.current(); }, settings.access_token_lifetime, clock),
      verifier(settings.jwks, clock),
      passwords(settings.password),
      account_key(auth::SecretKey::load_or_make(settings.protection.account_key)),
      service_token(auth::ServiceToken::load_or_make(settings.service_token)),
      throttle(settings.sign_in),
      sign_ups(settings.protection.sign_up, account_key),
      name_checks(settings.protection.name_checks_per_minute),
      outbox(settings.outbox, database),
      mail_requests(settings.account_mail.requests, account_key),
      browsers(settings.user_agent_patterns, logger),
      pictures(settings.picture_program),
      views(database, settings.view_window),
      incidents(database, settings.incident_window, !settings.slack.webhook_url.empty()),
      exports(settings.exports),
      accounts{.settings = settings.accounts,
               .protection = settings.protection,
               .logger = logger,
               .clock = clock,
               .database = database,
               .storage = storage,
               .signing_keys = signing_keys,
               .signer = signer,
               .verifier = verifier,
               .passwords = passwords,
               .account_key = account_key,
               .throttle = throttle,
               .sign_ups = sign_ups,
               .name_checks = name_checks,
               .browsers = browsers,
               .is_mail_offered = settings.smtp.has_value(),
               .mail = settings.account_mail,
               .outbox = outbox,
               .mail_requests = mail_requests},
      catalogue{.logger = logger,
                .clock = clock,
                .database = database,
                .storage = storage,
                .signer = signer,
                .media_ticket_lifetime = settings.media_ticket_lifetime,
                .pictures = pictures,
                .views = views},
      community{.clock = clock, .database = database},
      coaching{.clock = clock,
               .database = database,
               .account_key = account_key,
               .camera_pairings = settings.camera_pairings},
      exporting{.logger = logger, .clock = clock, .database = database, .limit = exports},
      operations{.logger = logger,
                 .clock = clock,
                 .database = database,
                 .incidents = incidents,
                 .page_errors = page_errors,
                 .service_token = service_token,
                 .signing_keys = signing_keys,
                 .verifier = verifier} {
    database.migrate(domain::schema);
    renew_nick_name_keys(accounts);
    ensure_first_admin(accounts);
}

}  // namespace trainingzip::api
