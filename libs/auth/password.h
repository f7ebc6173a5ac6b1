#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/config.h"

namespace trainingzip::auth {

/// Cost of argon2id (RFC 9106). The shipped values are those of the OWASP Password Storage Cheat Sheet.
struct PasswordSettings {
    std::uint32_t memory_kibibytes = 19'456;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;
    int at_once = 2;                        ///< Passwords hashed at once; others wait.
    std::chrono::milliseconds wait{5'000};  ///< Longest wait for a slot.

    /// Reads password_memory_kibibytes, password_passes, password_lanes, passwords_at_once and
    /// password_wait_seconds.
    static PasswordSettings load(ConfigSection& section);
};

/// Hashes and verifies passwords. Each call takes tens of milliseconds and the configured memory; the number
/// of concurrent calls is limited, so memory and CPU use are bounded. A call that waits too long throws
/// Failure(unavailable) with Retry-After. Safe to use from several threads.
class PasswordHasher {
  public:
    explicit PasswordHasher(PasswordSettings settings);

    /// PHC string with a random salt of 16 bytes and a tag of 32: "$argon2id$v=19$m=...".
    std::string hash(std::string_view password) const;

    /// The password is compared exactly as given. A hash that cannot be read matches nothing.
    bool verify(std::string_view hash, std::string_view password) const;

    /// Takes as long as verify(): for accounts that do not exist, so that timing does not reveal which ones
    /// do.
    void verify_dummy(std::string_view password) const;

    /// Whether the hash was made with cost parameters other than the current ones.
    bool needs_rehash(std::string_view hash) const;

    /// Number of hash computations so far, for hashing and verifying.
    std::uint64_t computed() const { return computed_; }

  private:
    class Turn;

    PasswordSettings settings_;
    mutable std::counting_semaphore<> turns_;
    mutable std::atomic<std::uint64_t> computed_{0};
    std::string nobodys_hash_;
};

}  // namespace trainingzip::auth
