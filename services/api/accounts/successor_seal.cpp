#include "api/accounts/successor_seal.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

#include "base/encoding.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

void require(bool condition) {
    if (!condition) throw std::runtime_error("OpenSSL: AES-256-GCM failed");
}

/// The id has 256 random bits, so a hash is enough to derive a key; the prefix keeps it apart from the hash
/// that the database has.
std::vector<std::uint8_t> key_of(std::string_view token_id) {
    return sha256(as_bytes("successor of refresh token " + std::string(token_id)));
}

}  // namespace

std::string seal_successor(std::string_view token_id, std::string_view successor) {
    const auto key = key_of(token_id);
    const auto text = as_bytes(successor);
    std::vector<std::uint8_t> sealed(nonce_size + text.size() + tag_size);
    std::uint8_t* ciphertext = sealed.data() + nonce_size;
    int length = 0;
    const Context context(EVP_CIPHER_CTX_new());
    require(context && RAND_bytes(sealed.data(), nonce_size) == 1);
    require(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()) == 1);
    require(EVP_EncryptUpdate(context.get(), ciphertext, &length, text.data(),
                              static_cast<int>(text.size())) == 1);
    require(EVP_EncryptFinal_ex(context.get(), ciphertext + length, &length) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, ciphertext + text.size()) ==
            1);
    return base64url_encode(sealed);
}

std::optional<std::string> open_successor(std::string_view token_id, std::string_view sealed) {
    auto bytes = base64url_decode(sealed);
    if (!bytes || bytes->size() < nonce_size + tag_size) return std::nullopt;
    const auto key = key_of(token_id);
    const std::size_t size = bytes->size() - nonce_size - tag_size;
    std::uint8_t* ciphertext = bytes->data() + nonce_size;
    std::string text(size, '\0');
    auto* plain = reinterpret_cast<unsigned char*>(text.data());
    int length = 0;
    const Context context(EVP_CIPHER_CTX_new());
    require(context != nullptr);
    require(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), bytes->data()) == 1);
    require(EVP_DecryptUpdate(context.get(), plain, &length, ciphertext, static_cast<int>(size)) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, ciphertext + size) == 1);
    if (EVP_DecryptFinal_ex(context.get(), plain + length, &length) != 1) return std::nullopt;
    return text;
}

}  // namespace trainingzip::api
