#include "api/accounts/device_cookie.h"

#include <charconv>

#include "base/encoding.h"
#include "base/ids.h"

namespace trainingzip::api {
namespace {

constexpr std::size_t name_bytes = 16;
constexpr std::size_t name_length = 22;
constexpr std::size_t longest_time = 12;
constexpr std::size_t mac_length = 43;

std::string mac_of(const auth::SecretKey& key, const CookieAccount& account, std::string_view device,
                   std::string_view time) {
    return key.mac("device cookie", {account.login_id, account.password_hash, device, time});
}

std::optional<std::int64_t> parse_seconds(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
    return seconds;
}

std::int64_t to_seconds(UtcTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

std::string make_device_cookie(const auth::SecretKey& key, const CookieAccount& account, UtcTime now) {
    const std::string device = random_token(name_bytes);
    const std::string time = std::to_string(to_seconds(now));
    return device + "." + time + "." + mac_of(key, account, device, time);
}

std::optional<std::string> read_device_cookie(const auth::SecretKey& key, std::string_view cookie,
                                              const CookieAccount& account, UtcTime now,
                                              std::chrono::seconds lifetime) {
    if (cookie.size() < name_length + 1 + 1 + 1 + mac_length ||
        cookie.size() > name_length + 1 + longest_time + 1 + mac_length) {
        return std::nullopt;
    }
    const std::string_view device = cookie.substr(0, name_length);
    const std::string_view mac = cookie.substr(cookie.size() - mac_length);
    const std::string_view between = cookie.substr(name_length, cookie.size() - name_length - mac_length);
    if (between.front() != '.' || between.back() != '.') return std::nullopt;
    const std::string_view time = between.substr(1, between.size() - 2);
    const bool is_ours = equal_in_constant_time(mac, mac_of(key, account, device, time));
    const auto made_at = parse_seconds(time);
    if (!is_ours || !made_at || account.password_hash.empty()) return std::nullopt;
    const std::int64_t age = to_seconds(now) - *made_at;
    if (age < 0 || age > lifetime.count()) return std::nullopt;
    return std::string(device);
}

}  // namespace trainingzip::api
