#include "api/accounts/sign_in_throttle.h"

#include <algorithm>

#include "api/client_network.h"
#include "base/error.h"

namespace trainingzip::api {
namespace {

// Enough for every honest user at once, and a bound on memory when somebody invents names.
constexpr std::size_t most_counts = 20'000;

/// No network has a space in it.
std::string pair_of(std::string_view account, std::string_view network) {
    return std::string(network) + " " + std::string(account);
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

void SignInThrottle::begin(std::string_view account, std::string_view address, TimePoint now) {
    const std::lock_guard lock(mutex_);
    const std::string network = client_network(address);
    const std::string key = account_key(account, network);
    check(accounts_, key, now);
    check(addresses_, network, now);
    add(accounts_, key, settings_.free_attempts, now);
    add(addresses_, network, settings_.free_attempts_per_address, now);
}

void SignInThrottle::succeed(std::string_view account, std::string_view address) {
    const std::lock_guard lock(mutex_);
    const std::string network = client_network(address);
    accounts_.erase(account_key(account, network));
    remember(pair_of(account, network));
    if (const auto found = addresses_.find(network); found != addresses_.end()) {
        found->second.failures = std::max(found->second.failures - 1, 0);
        // Else an address from which somebody signs in all day would never have its failures forgotten.
        found->second.last = found->second.before_last;
        found->second.blocked_until = {};
    }
}

std::string SignInThrottle::account_key(std::string_view account, std::string_view network) const {
    const std::string pair = pair_of(account, network);
    return known_.contains(pair) ? pair : std::string(account);
}

void SignInThrottle::remember(const std::string& pair) {
    known_[pair] = ++turns_;
    if (known_.size() <= most_counts) return;
    known_.erase(std::min_element(known_.begin(), known_.end(),
                                  [](const auto& a, const auto& b) { return a.second < b.second; }));
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
