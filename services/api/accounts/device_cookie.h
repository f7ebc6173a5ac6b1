#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "auth/secret_key.h"
#include "base/clock.h"

namespace trainingzip::api {

/// Tells a device from which an account was signed in to, so that others who guess its password do not slow
/// down its owner there. It lets nobody in. For this host and TLS only, and not for scripts.
inline constexpr std::string_view device_cookie_name = "__Host-device";

/// The account as the cookie is bound to it. A cookie of another account, or of another password, is none.
struct CookieAccount {
    std::string_view login_id;  ///< As unique_key() makes it.
    std::string_view
        password_hash;  ///< Empty where there is no such account, for which no cookie is ever good.
};

/// A value for the cookie: a random name of the device, the time, and a MAC, in which alone the account
/// stands.
std::string make_device_cookie(const auth::SecretKey& key, const CookieAccount& account, UtcTime now);

/// The name of the device (22 characters of base64url) when the cookie was made for this account not longer
/// ago than the lifetime. Takes as long for an account that does not exist.
std::optional<std::string> read_device_cookie(const auth::SecretKey& key, std::string_view cookie,
                                              const CookieAccount& account, UtcTime now,
                                              std::chrono::seconds lifetime);

}  // namespace trainingzip::api
