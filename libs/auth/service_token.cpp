#include "auth/service_token.h"

#include <algorithm>
#include <utility>

#include "auth/bearer.h"
#include "auth/secret_file.h"
#include "base/config.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"

namespace trainingzip::auth {
namespace {

constexpr std::size_t shortest_secret = 32;

}  // namespace

ServiceToken ServiceToken::load_or_make(const std::filesystem::path& path) {
    std::string secret = read_or_make_secret(path, [] { return random_token(32) + "\n"; });
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
    const bool printable =
        std::all_of(secret.begin(), secret.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (secret.size() < shortest_secret || !printable) {
        throw ConfigError("the service token in " + path.string() +
                          " must be one line of at least 32 printable characters");
    }
    return ServiceToken(std::move(secret));
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
