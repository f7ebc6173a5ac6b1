#include "api/accounts/sign_in_throttle.h"

#include <algorithm>

#include "base/error.h"
#include "web/client_network.h"

namespace trainingzip::api {
namespace {

// Enough for every honest user at once, and a bound on memory when somebody invents names.
constexpr std::size_t most_counts = 20'000;

/// Attempted ids may contain any character, names of known clients contain no blank.
std::string account_key(const SignInThrottle::Attempt& attempt) {
    using By = SignInThrottle::Attempt::By;
    if (attempt.by == By::stranger) return " " + attempt.account;
    return (attempt.by == By::device ? "device:" : "network:") + attempt.name + " " + attempt.account;
}

bool counts_address(const SignInThrottle::Attempt& attempt) {
    return attempt.by != SignInThrottle::Attempt::By::device;
}

}  // namespace

SignInThrottle::Settings SignInThrottle::Settings::load(ConfigSection& section) {
    Settings settings;
    settings.free_attempts = static_cast<int>(section.integer("sign_in_free_attempts", 1, 1'000'000));
    settings.free_attempts_per_address =
        static_cast<int>(section.integer("sign_in_free_attempts_per_address", 1, 1'000'000));
    settings.longest_wait = std::chrono::seconds(section.integer("sign_in_longest_wait_seconds", 1, 86'400));
    settings.forget_after = std::chrono::seconds(section.integer("sign_in_forget_seconds", 1, 86'400));
    return settings;
}

void SignInThrottle::begin(const Attempt& attempt, TimePoint now) {
    const std::lock_guard lock(mutex_);
    const std::string network = web::client_network(attempt.address);
    const std::string key = account_key(attempt);
    check(accounts_, key, now);
    if (counts_address(attempt)) check(addresses_, network, now);
    add(accounts_, key, settings_.free_attempts, now);
    if (counts_address(attempt)) add(addresses_, network, settings_.free_attempts_per_address, now);
}

void SignInThrottle::succeed(const Attempt& attempt) {
    const std::lock_guard lock(mutex_);
    accounts_.erase(account_key(attempt));
    if (!counts_address(attempt)) return;
    if (const auto found = addresses_.find(web::client_network(attempt.address)); found != addresses_.end()) {
        found->second.failures = std::max(found->second.failures - 1, 0);
        // Else an address from which somebody signs in all day would never have its failures forgotten.
        found->second.last = found->second.before_last;
        found->second.blocked_until = {};
    }
}

void SignInThrottle::check(const Counts& counts, std::string_view key, TimePoint now) const {
    const auto found = counts.find(key);
    if (found == counts.end() || found->second.blocked_until <= now) return;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(found->second.blocked_until - now);
    throw Failure(ErrorCode::too_many_attempts, "sign-in throttled")
        .with_retry_after(static_cast<int>(wait.count()));
}

void SignInThrottle::add(Counts& counts, std::string_view key, int free_attempts, TimePoint now) const {
    if (counts.size() >= most_counts) forget_old(counts, now);
    Count& count = counts.try_emplace(std::string(key)).first->second;
    if (now - count.last > settings_.forget_after) count.failures = 0;
    count.failures += 1;
    count.before_last = count.last;
    count.last = now;
    if (count.failures < free_attempts) return;
    const int doublings = std::min(count.failures - free_attempts, 20);
    const std::chrono::seconds wait(std::int64_t{1} << doublings);
    count.blocked_until = now + std::min(wait, settings_.longest_wait);
}

void SignInThrottle::forget_old(Counts& counts, TimePoint now) const {
    std::erase_if(counts,
                  [&](const auto& entry) { return now - entry.second.last > settings_.forget_after; });
    while (counts.size() >= most_counts) {
        const auto oldest = std::min_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
            return a.second.last < b.second.last;
        });
        counts.erase(oldest);
    }
}

}  // namespace trainingzip::api
