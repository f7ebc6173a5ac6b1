#include "auth/jwt.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "base/encoding.h"
#include "base/error.h"

namespace trainingzip::auth {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_token = 4096;
constexpr std::size_t deepest_json = 8;

bool is_base64url_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

[[noreturn]] void malformed(const char* detail) {
    throw Failure(ErrorCode::token_malformed, detail);
}

json::object parse_object(std::string_view encoded) {
    const auto bytes = base64url_decode(encoded);
    if (!bytes) malformed("token part is not base64url");
    json::parse_options options;
    options.max_depth = deepest_json;
    json::error_code error;
    json::value value =
        json::parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, error, {}, options);
    if (error || !value.is_object()) malformed("token part is not a JSON object");
    return std::move(value.get_object());
}

std::string text_or_empty(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (!value) return {};
    if (!value->is_string()) malformed("token header of a wrong type");
    return std::string(value->get_string());
}

std::string encode(const json::object& object) {
    return base64url_encode(as_bytes(json::serialize(object)));
}

}  // namespace

ParsedToken parse_token(std::string_view text) {
    if (text.size() > longest_token) malformed("token too long");
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
    if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
        malformed("token has not three parts");
    }
    const json::object header = parse_object(text.substr(0, first));
    if (header.contains("crit")) malformed("token with critical extensions");

    ParsedToken token;
    token.algorithm = text_or_empty(header, "alg");
    token.type = text_or_empty(header, "typ");
    token.key_id = text_or_empty(header, "kid");
    token.claims = parse_object(text.substr(first + 1, second - first - 1));
    token.signed_text = std::string(text.substr(0, second));
    const std::string_view signature = text.substr(second + 1);
    if (!is_base64url_text(signature)) malformed("token signature is not base64url");
    auto bytes = base64url_decode(signature);
    // Letters that no encoder ends with are a signature all the same, and not ours.
    if (!bytes) throw Failure(ErrorCode::token_signature_invalid, "token signature of an odd length");
    token.signature = std::move(*bytes);
    return token;
}

std::string make_token(const Es256PrivateKey& key, std::string_view type, const json::object& claims) {
    const json::object header = {
        {"alg", "ES256"}, {"typ", json::string(type)}, {"kid", key.public_key().thumbprint()}};
    std::string text = encode(header) + "." + encode(claims);
    const Es256Signature signature = key.sign(text);
    return text + "." + base64url_encode(signature);
}

}  // namespace trainingzip::auth
