#include "auth/require_user.h"

#include <utility>

#include "auth/bearer.h"
#include "auth/user_id.h"
#include "base/error.h"

namespace trainingzip::auth {

Principal authenticate(const TokenVerifier& verifier, const web::Request& request) {
    const auto token = bearer_token(request);
    if (!token) throw Failure(ErrorCode::token_wrong_kind, "no bearer token");
    Principal principal = verifier.verify_access(*token);
    request.user = user_id_text(principal.user_id);
    return principal;
}

std::optional<Principal> authenticate_visitor(const TokenVerifier& verifier, const web::Request& request) {
    if (!request.headers.find("Authorization")) return std::nullopt;
    return authenticate(verifier, request);
}

web::Handler require_user(const TokenVerifier& verifier, UserHandler handler) {
    return [&verifier, handler = std::move(handler)](const web::Request& request) {
        return handler(request, authenticate(verifier, request));
    };
}

web::BodyHandler require_user_for_body(const TokenVerifier& verifier, UserBodyHandler handler) {
    return [&verifier, handler = std::move(handler)](const web::Request& request, web::BodyReader& body) {
        return handler(request, body, authenticate(verifier, request));
    };
}

web::Handler allow_visitor(const TokenVerifier& verifier, VisitorHandler handler) {
    return [&verifier, handler = std::move(handler)](const web::Request& request) {
        const auto principal = authenticate_visitor(verifier, request);
        return handler(request, principal ? &*principal : nullptr);
    };
}

}  // namespace trainingzip::auth
