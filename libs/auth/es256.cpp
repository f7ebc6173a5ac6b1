#include "auth/es256.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "base/encoding.h"

namespace trainingzip::auth {
namespace {

template <auto Free>
struct Deleter {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using BioPointer = std::unique_ptr<BIO, Deleter<BIO_free>>;
using BignumPointer = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using SignaturePointer = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;
using DigestPointer = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using KeyContextPointer = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;

constexpr std::size_t coordinate_size = 32;
constexpr char group_name[] = "prime256v1";

[[noreturn]] void fail(const char* what) {
    char text[256] = {};
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    throw std::runtime_error(std::string("OpenSSL: ") + what + ": " + text);
}

std::shared_ptr<EVP_PKEY> own(EVP_PKEY* key) {
    return {key, EVP_PKEY_free};
}

Es256Coordinate coordinate(const EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1) fail(name);
    const BignumPointer owner(number);
    Es256Coordinate bytes{};
    if (BN_bn2binpad(number, bytes.data(), coordinate_size) != coordinate_size) fail(name);
    return bytes;
}

/// The public half, which checks at the same time that the key is on P-256.
std::optional<Es256PublicKey> public_half(const EVP_PKEY* key) {
    char group[64] = {};
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC ||
        EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group, sizeof group, nullptr) != 1 ||
        std::string_view(group) != group_name) {
        return std::nullopt;
    }
    return Es256PublicKey::from_coordinates(coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X),
                                            coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y));
}

}  // namespace

std::optional<Es256PublicKey> Es256PublicKey::from_coordinates(const Es256Coordinate& x,
                                                               const Es256Coordinate& y) {
    // Uncompressed point (SEC 1, 2.3.3).
    std::vector<std::uint8_t> point = {0x04};
    point.insert(point.end(), x.begin(), x.end());
    point.insert(point.end(), y.begin(), y.end());
    char group[] = "prime256v1";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end()};
    const KeyContextPointer context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1) fail("fromdata");
    if (EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters)) !=
        1) {
        ERR_clear_error();
        return std::nullopt;
    }
    Es256PublicKey key;
    key.key_ = own(made);
    key.x_ = x;
    key.y_ = y;
    const KeyContextPointer check(EVP_PKEY_CTX_new(made, nullptr));
    if (!check || EVP_PKEY_public_check(check.get()) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
    return key;
}

bool Es256PublicKey::verify(std::string_view message, std::span<const std::uint8_t> signature) const {
    if (signature.size() != 2 * coordinate_size) return false;
    const SignaturePointer pair(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(signature.data(), coordinate_size, nullptr);
    BIGNUM* s = BN_bin2bn(signature.data() + coordinate_size, coordinate_size, nullptr);
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r, s) != 1) fail("signature");
    unsigned char* encoded = nullptr;
    const int length = i2d_ECDSA_SIG(pair.get(), &encoded);
    if (length <= 0) fail("signature");
    const std::vector<unsigned char> der(encoded, encoded + length);
    OPENSSL_free(encoded);

    const DigestPointer context(EVP_MD_CTX_new());
    if (!context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1) {
        fail("verify");
    }
    const auto bytes = as_bytes(message);
    const bool valid =
        EVP_DigestVerify(context.get(), der.data(), der.size(), bytes.data(), bytes.size()) == 1;
    if (!valid) ERR_clear_error();
    return valid;
}

std::string Es256PublicKey::thumbprint() const {
    const std::string jwk = R"({"crv":"P-256","kty":"EC","x":")" + base64url_encode(x_) + R"(","y":")" +
                            base64url_encode(y_) + R"("})";
    return base64url_encode(sha256(as_bytes(jwk)));
}

Es256PrivateKey::Es256PrivateKey(std::shared_ptr<evp_pkey_st> key, Es256PublicKey public_key)
    : key_(std::move(key)), public_key_(std::move(public_key)) {}

Es256PrivateKey Es256PrivateKey::generate() {
    auto key = own(EVP_EC_gen("P-256"));
    if (!key) fail("generate");
    auto half = public_half(key.get());
    if (!half) fail("generate");
    return {std::move(key), std::move(*half)};
}

std::optional<Es256PrivateKey> Es256PrivateKey::from_pem(std::string_view pem) {
    const BioPointer bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!bio) fail("memory");
    // The empty callback keeps OpenSSL from asking for a passphrase on the terminal.
    auto key = own(PEM_read_bio_PrivateKey(
        bio.get(), nullptr, [](char*, int, int, void*) { return 0; }, nullptr));
    if (!key) {
        ERR_clear_error();
        return std::nullopt;
    }
    auto half = public_half(key.get());
    if (!half) return std::nullopt;
    return Es256PrivateKey(std::move(key), std::move(*half));
}

std::string Es256PrivateKey::to_pem() const {
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        fail("write key");
    }
    char* text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

Es256Signature Es256PrivateKey::sign(std::string_view message) const {
    const auto bytes = as_bytes(message);
    const DigestPointer context(EVP_MD_CTX_new());
    std::size_t length = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, bytes.data(), bytes.size()) != 1) {
        fail("sign");
    }
    std::vector<unsigned char> der(length);
    if (EVP_DigestSign(context.get(), der.data(), &length, bytes.data(), bytes.size()) != 1) fail("sign");
    const unsigned char* position = der.data();
    const SignaturePointer pair(d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(length)));
    Es256Signature signature{};
    if (!pair ||
        BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), signature.data(), coordinate_size) != coordinate_size ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), signature.data() + coordinate_size, coordinate_size) !=
            coordinate_size) {
        fail("sign");
    }
    return signature;
}

}  // namespace trainingzip::auth
