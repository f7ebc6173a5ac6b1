#pragma once

#include "api/accounts/accounts_context.h"
#include "web/request.h"
#include "web/response.h"

namespace trainingzip::api {

/// GET /.well-known/jwks.json: the public keys of our tokens (RFC 7517).
web::Response key_set(const AccountsContext& context, const web::Request& request);

}  // namespace trainingzip::api
