#include "api/accounts/accounts_settings.h"

#include "api/accounts/account_rules.h"

namespace trainingzip::api {

AccountsSettings AccountsSettings::load(ConfigSection& section) {
    constexpr std::int64_t one_year = 365 * 24 * 3600;
    AccountsSettings settings;
    settings.refresh_token_lifetime =
        std::chrono::seconds(section.integer("refresh_token_seconds", 1, one_year));
    settings.session_lifetime = std::chrono::seconds(section.integer("session_seconds", 1, one_year));
    settings.first_admin = unique_key(section.text("first_admin_id"));
    settings.first_admin_password = section.path("first_admin_password_file");
    return settings;
}

}  // namespace trainingzip::api
