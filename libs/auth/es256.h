#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct evp_pkey_st;

/// ECDSA on P-256 with SHA-256 (RFC 7518, 3.4), over OpenSSL. Keys are cheap to copy and safe to use from
/// several threads.
namespace trainingzip::auth {

/// r and s, 32 bytes each, big endian: the form in a JWT.
using Es256Signature = std::array<std::uint8_t, 64>;
/// A coordinate of a point, big endian.
using Es256Coordinate = std::array<std::uint8_t, 32>;

class Es256PublicKey {
  public:
    /// nullopt when the point is not on the curve.
    static std::optional<Es256PublicKey> from_coordinates(const Es256Coordinate& x, const Es256Coordinate& y);

    bool verify(std::string_view message, std::span<const std::uint8_t> signature) const;

    const Es256Coordinate& x() const { return x_; }
    const Es256Coordinate& y() const { return y_; }
    /// base64url of the SHA-256 thumbprint of the key as a JWK (RFC 7638).
    std::string thumbprint() const;

  private:
    Es256PublicKey() = default;

    std::shared_ptr<evp_pkey_st> key_;
    Es256Coordinate x_{};
    Es256Coordinate y_{};
};

class Es256PrivateKey {
  public:
    static Es256PrivateKey generate();
    /// PKCS #8 in PEM, without passphrase. nullopt when it is not a private key on P-256.
    static std::optional<Es256PrivateKey> from_pem(std::string_view pem);

    std::string to_pem() const;
    Es256Signature sign(std::string_view message) const;
    const Es256PublicKey& public_key() const { return public_key_; }

  private:
    Es256PrivateKey(std::shared_ptr<evp_pkey_st> key, Es256PublicKey public_key);

    std::shared_ptr<evp_pkey_st> key_;
    Es256PublicKey public_key_;
};

}  // namespace trainingzip::auth
