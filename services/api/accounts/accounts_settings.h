#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/config.h"

namespace trainingzip::api {

/// How long sessions last, and who is the first admin.
struct AccountsSettings {
    std::chrono::seconds refresh_token_lifetime;
    std::chrono::seconds session_lifetime;       ///< However often it is refreshed.
    std::string first_admin;                     ///< Login id of the user who is an admin; empty: nobody.
    std::filesystem::path first_admin_password;  ///< File with the initial password.

    /// Reads refresh_token_seconds, session_seconds, first_admin_id and first_admin_password_file.
    static AccountsSettings load(ConfigSection& section);
};

}  // namespace trainingzip::api
