#include "auth/service_token.h"

#include <utility>

#include "auth/bearer.h"
#include "auth/secret_file.h"
#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::auth {

ServiceToken ServiceToken::load_or_make(const std::filesystem::path& path) {
    return ServiceToken(read_secret_line(path, "service token"));
}

void ServiceToken::require(const web::Request& request) const {
    const auto sent = bearer_token(request);
    if (!sent || !equal_in_constant_time(*sent, secret_)) {
        throw Failure(ErrorCode::service_token_invalid, "caller " + request.client_address);
    }
}

web::Handler require_service(const ServiceToken& token, web::Handler handler) {
    return [token, handler = std::move(handler)](const web::Request& request) {
        token.require(request);
        return handler(request);
    };
}

web::WriterHandler require_service(const ServiceToken& token, web::WriterHandler handler) {
    return [token, handler = std::move(handler)](const web::Request& request, web::ResponseWriter& writer) {
        token.require(request);
        handler(request, writer);
    };
}

}  // namespace trainingzip::auth
