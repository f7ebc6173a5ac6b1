#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "auth/principal.h"
#include "auth/token_verifier.h"
#include "web/request.h"
#include "web/server.h"

namespace trainingzip::auth {

using UserHandler = std::function<web::Response(const web::Request&, const Principal&)>;
/// The principal is nullptr when the request carries no credential.
using VisitorHandler = std::function<web::Response(const web::Request&, const Principal*)>;
using UserBodyHandler = std::function<web::Response(const web::Request&, web::BodyReader&, const Principal&)>;

/// The authenticated user. Throws Failure(token_wrong_kind) without a bearer token, else as
/// TokenVerifier::verify_access().
Principal authenticate(const TokenVerifier& verifier, const web::Request& request);

/// nullopt without an Authorization header; an invalid one is an error, not an anonymous request.
std::optional<Principal> authenticate_visitor(const TokenVerifier& verifier, const web::Request& request);

/// Handlers that answer 401 before anything else happens. The verifier must outlive them.
web::Handler require_user(const TokenVerifier& verifier, UserHandler handler);
web::BodyHandler require_user_for_body(const TokenVerifier& verifier, UserBodyHandler handler);
web::Handler allow_visitor(const TokenVerifier& verifier, VisitorHandler handler);

}  // namespace trainingzip::auth
