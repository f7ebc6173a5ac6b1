#include "api/accounts/key_set.h"

#include "auth/key_set.h"

namespace trainingzip::api {

web::Response key_set(const AccountsContext& context, const web::Request&) {
    web::Response response =
        web::Response::text(auth::to_jwks(context.signing_keys.published()), "application/jwk-set+json");
    response.headers.set("Cache-Control", "public, max-age=300");
    return response;
}

}  // namespace trainingzip::api
