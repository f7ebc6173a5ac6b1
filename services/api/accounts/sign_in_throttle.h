#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/config.h"

namespace trainingzip::api {

/// Throttles password guessing, by account and by source address.
///
/// After the free attempts each further failure doubles the wait, from one second to the longest wait. A
/// counter is reset when nothing has failed for the forget time, so nobody is locked out for good. All
/// unknown clients share one counter of an account; each device and each network that the account knows has
/// its own, so that others who guess do not lock out its owner, and a stolen cookie does not speed up
/// guessing. Of an IPv6 address the first 64 bits count: its holder is free to choose the others (RFC
/// 4291). Kept in memory only. Thread-safe.
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

    /// The client and the account of an attempt.
    struct Attempt {
        enum class By {
            stranger,
            network,  ///< From a network that the account knows. Others may be in it, so the address counts
                      ///< too.
            device,   ///< With something that only its owner has: a cookie, or a session of the account.
        };
        std::string account;  ///< As unique_key() makes it.
        std::string address;
        By by = By::stranger;
        std::string name{};  ///< Of the network or device; without blanks.
    };

    /// Counts an attempt as failed before the password is verified, so that concurrent attempts cannot
    /// exceed the limit. Throws Failure(too_many_attempts) with Retry-After.
    void begin(const Attempt& attempt, TimePoint now);

    /// Undoes begin() after a success: resets the counter of the account, and takes one failure off that of
    /// the address.
    void succeed(const Attempt& attempt);

  private:
    struct Count {
        int failures = 0;
        TimePoint last;
        TimePoint before_last;  ///< What `last` goes back to when that attempt succeeds.
        TimePoint blocked_until;
    };
    using Counts = std::map<std::string, Count, std::less<>>;

    void check(const Counts& counts, std::string_view key, TimePoint now) const;
    void add(Counts& counts, std::string_view key, int free_attempts, TimePoint now) const;
    void forget_old(Counts& counts, TimePoint now) const;

    const Settings settings_;
    std::mutex mutex_;
    Counts accounts_;
    Counts addresses_;
};

}  // namespace trainingzip::api
