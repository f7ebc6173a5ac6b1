#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace trainingzip::auth {

/// The secret key of one server, for tokens that only it verifies and for values that it stores only as a
/// keyed hash.
class SecretKey {
  public:
    /// One line, at least 32 printable characters. Where the file does not exist it is made; see
    /// read_or_make_secret(). Throws ConfigError when the content is not good.
    static SecretKey load_or_make(const std::filesystem::path& path);

    /// base64url of HMAC-SHA-256 (RFC 2104) of the parts, 43 characters. Other parts, or the same ones for
    /// another purpose, never have the same.
    std::string mac(std::string_view purpose, std::initializer_list<std::string_view> parts) const;

  private:
    explicit SecretKey(std::string secret) : secret_(std::move(secret)) {}

    std::string secret_;
};

}  // namespace trainingzip::auth
