#pragma once

#include <chrono>
#include <filesystem>

#include "api/accounts/sign_up_limit.h"
#include "base/config.h"

namespace trainingzip::api {

/// Protection against guessing of passwords, mass sign-ups and enumeration of names, besides
/// SignInThrottle.
struct ProtectionSettings {
    std::filesystem::path account_key;           ///< Secret of this server alone, for what it knows again.
    std::chrono::seconds known_client_lifetime;  ///< Of a device or network since it was last signed in from.
    SignUpLimit::Settings sign_up;
    int name_checks_per_minute;  ///< From one address.

    /// Reads account_key, familiar_days, sign_up_... and name_checks_per_minute.
    static ProtectionSettings load(ConfigSection& section);
};

}  // namespace trainingzip::api
