#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "auth/secret_key.h"
#include "base/clock.h"

namespace trainingzip::api {

/// Identifies a device from which an account was signed in to, so that others who guess its password do not
/// slow down its owner there. It grants no access. For this host and TLS only, inaccessible to scripts.
inline constexpr std::string_view device_cookie_name = "__Host-device";

/// The account that the cookie is bound to. A cookie of another account, or of a previous password, is
/// invalid.
struct CookieAccount {
    std::string_view login_id;  ///< As unique_key() makes it.
    std::string_view
        password_hash;  ///< Empty where there is no such account, for which no cookie is ever good.
};

/// A value for the cookie: a random device name, the time, and a MAC, which alone depends on the account.
std::string make_device_cookie(const auth::SecretKey& key, const CookieAccount& account, UtcTime now);

/// The device name (22 characters of base64url) if the cookie was issued for this account within the
/// lifetime. Takes the same time for an account that does not exist.
std::optional<std::string> read_device_cookie(const auth::SecretKey& key, std::string_view cookie,
                                              const CookieAccount& account, UtcTime now,
                                              std::chrono::seconds lifetime);

}  // namespace trainingzip::api
