#include "api/api_context.h"

#include <utility>

#include "auth/key_set.h"

namespace trainingzip::api {

ApiContext::ApiContext(ApiSettings api_settings, Logger api_logger)
    : settings(std::move(api_settings)),
      logger(std::move(api_logger)),
      database(settings.database),
      storage(settings.storage_root),
      signer(auth::TokenSigner::load_or_make_key(settings.signing_key), settings.access_token_lifetime,
             clock),
      verifier(settings.jwks, clock),
      passwords(settings.password),
      throttle(settings.sign_in) {
    database.migrate();
    auth::write_jwks(settings.jwks, {signer.public_key()});
}

}  // namespace trainingzip::api
