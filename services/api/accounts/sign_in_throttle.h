#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/config.h"

namespace trainingzip::api {

/// Slows down guessing of passwords, for each account and for each address of origin.
///
/// After the free attempts each further failure doubles the wait, from one second to the longest wait. A
/// count is forgotten when nothing has failed for the forget time, so nobody is locked out for good. From an
/// address where the account was signed in to before, it has a count of its own, so that others who guess do
/// not keep its owner out. Of an IPv6 address the first 64 bits count: the others are free to choose for
/// whoever has it (RFC 4291). Kept in memory only. Safe to use from several threads.
class SignInThrottle {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Settings {
        int free_attempts = 5;               ///< Failures of one account without a wait.
        int free_attempts_per_address = 30;  ///< Failures from one address without a wait.
        std::chrono::seconds longest_wait{60};
        std::chrono::seconds forget_after{900};

        /// Reads sign_in_free_attempts, sign_in_free_attempts_per_address, sign_in_longest_wait_seconds and
        /// sign_in_forget_seconds.
        static Settings load(ConfigSection& section);
    };

    explicit SignInThrottle(Settings settings) : settings_(settings) {}

    /// Counts an attempt as failed before it is judged, so that attempts side by side cannot slip through.
    /// Throws Failure(too_many_attempts) with Retry-After.
    void begin(std::string_view account, std::string_view address, TimePoint now);

    /// Takes the attempt of begin() back: all failures of the account, one of the address.
    void succeed(std::string_view account, std::string_view address);

  private:
    struct Count {
        int failures = 0;
        TimePoint last;
        TimePoint before_last;  ///< What `last` goes back to when that attempt succeeds.
        TimePoint blocked_until;
    };
    using Counts = std::map<std::string, Count, std::less<>>;

    /// The name of the count for this account from here.
    std::string account_key(std::string_view account, std::string_view network) const;
    void remember(const std::string& pair);

    void check(const Counts& counts, std::string_view key, TimePoint now) const;
    void add(Counts& counts, std::string_view key, int free_attempts, TimePoint now) const;
    void forget_old(Counts& counts, TimePoint now) const;

    const Settings settings_;
    std::mutex mutex_;
    Counts accounts_;
    Counts addresses_;
    std::map<std::string, std::uint64_t, std::less<>> known_;  ///< Account and network, and when, by turns_.
    std::uint64_t turns_ = 0;
};

}  // namespace trainingzip::api
