#include "auth/secret_key.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "auth/secret_file.h"
#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::auth {

SecretKey SecretKey::load_or_make(const std::filesystem::path& path) {
    return SecretKey(read_secret_line(path, "secret key"));
}

std::string SecretKey::mac(std::string_view purpose, std::initializer_list<std::string_view> parts) const {
    std::string text;
    const auto append = [&](std::string_view part) {
        text += std::to_string(part.size()) + ":";
        text += part;
    };
    append(purpose);
    for (const std::string_view part : parts) append(part);
    const auto bytes = as_bytes(text);
    std::array<std::uint8_t, 32> result{};
    unsigned int length = 0;
    if (!HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), bytes.data(), bytes.size(),
              result.data(), &length) ||
        length != result.size()) {
        throw std::runtime_error("OpenSSL: HMAC failed");
    }
    return base64url_encode(result);
}

}  // namespace trainingzip::auth
