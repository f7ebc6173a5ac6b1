#include "auth/key_set.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::auth {
namespace {

namespace json = boost::json;

bool has(const json::object& object, std::string_view name, std::string_view text) {
    const json::value* value = object.if_contains(name);
    return value && value->is_string() && std::string_view(value->get_string()) == text;
}

std::optional<Es256Coordinate> coordinate(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (!value || !value->is_string()) return std::nullopt;
    const auto bytes = base64url_decode(value->get_string());
    Es256Coordinate result{};
    if (!bytes || bytes->size() != result.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), result.begin());
    return result;
}

}  // namespace

std::string to_jwks(const std::vector<Es256PublicKey>& keys) {
    json::array list;
    for (const Es256PublicKey& key : keys) {
        list.push_back(json::object{{"kty", "EC"},
                                    {"crv", "P-256"},
                                    {"x", base64url_encode(key.x())},
                                    {"y", base64url_encode(key.y())},
                                    {"kid", key.thumbprint()},
                                    {"use", "sig"},
                                    {"alg", "ES256"}});
    }
    return json::serialize(json::object{{"keys", std::move(list)}});
}

KeySet parse_jwks(std::string_view text) {
    json::error_code error;
    const json::value document = json::parse(text, error);
    const json::object* object = document.if_object();
    const json::value* list = object ? object->if_contains("keys") : nullptr;
    if (error || !list || !list->is_array()) throw std::runtime_error("not a JWK set");
    KeySet keys;
    for (const json::value& entry : list->get_array()) {
        const json::object* jwk = entry.if_object();
        if (!jwk || !has(*jwk, "kty", "EC") || !has(*jwk, "crv", "P-256")) continue;
        const json::value* kid = jwk->if_contains("kid");
        const auto x = coordinate(*jwk, "x");
        const auto y = coordinate(*jwk, "y");
        if (!kid || !kid->is_string() || !x || !y) continue;
        if (auto key = Es256PublicKey::from_coordinates(*x, *y)) {
            keys.insert_or_assign(std::string(kid->get_string()), std::move(*key));
        }
    }
    return keys;
}

void write_jwks(const std::filesystem::path& path, const std::vector<Es256PublicKey>& keys) {
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
    std::filesystem::path temporary = path;
    temporary += "." + random_hex(8);
    std::ofstream stream(temporary, std::ios::binary);
    stream << to_jwks(keys) << '\n';
    stream.close();
    if (!stream) {
        throw std::system_error(EIO, std::system_category(), "write " + temporary.string());
    }
    std::filesystem::rename(temporary, path);
}

}  // namespace trainingzip::auth
