#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/config.h"

namespace trainingzip::auth {

/// Cost of argon2id (RFC 9106). The shipped values are those of the OWASP Password Storage Cheat Sheet.
struct PasswordSettings {
    std::uint32_t memory_kibibytes = 19'456;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;

    /// Reads password_memory_kibibytes, password_passes and password_lanes.
    static PasswordSettings load(ConfigSection& section);
};

/// Turns passwords into hashes and checks them. Each call takes tens of milliseconds and the memory of the
/// settings. Safe to use from several threads.
class PasswordHasher {
  public:
    explicit PasswordHasher(PasswordSettings settings);

    /// PHC string with a random salt of 16 bytes and a tag of 32: "$argon2id$v=19$m=...".
    std::string hash(std::string_view password) const;

    /// The password is compared exactly as given. A hash that cannot be read matches nothing.
    bool verify(std::string_view hash, std::string_view password) const;

    /// Takes as long as verify(): for accounts that do not exist, so that time does not tell.
    void pretend_to_verify(std::string_view password) const;

    /// Whether the hash was made at another cost than today's.
    bool needs_rehash(std::string_view hash) const;

  private:
    PasswordSettings settings_;
    std::string nobodys_hash_;
};

}  // namespace trainingzip::auth
