#include "api/api_settings.h"

#include "api/accounts/account_rules.h"

namespace trainingzip::api {
namespace {

std::chrono::seconds whole_seconds(ConfigSection& section, std::string_view key, std::int64_t minimum,
                                   std::int64_t maximum) {
    return std::chrono::seconds(section.integer(key, minimum, maximum));
}

}  // namespace

ApiSettings ApiSettings::load(ConfigSection& section) {
    constexpr std::int64_t one_year = 365 * 24 * 3600;
    ApiSettings settings;
    settings.database = database::DatabaseSettings::load(section);
    settings.password = auth::PasswordSettings::load(section);
    settings.sign_in = SignInThrottle::Settings::load(section);
    settings.storage_root = section.path("storage_root");
    settings.picture_program = SandboxedProgram::load(section, "picture");
    settings.signing_key = section.path("signing_key");
    settings.jwks = section.path("jwks");
    settings.access_token_lifetime = whole_seconds(section, "access_token_seconds", 1, 3600);
    settings.refresh_token_lifetime = whole_seconds(section, "refresh_token_seconds", 1, one_year);
    settings.media_ticket_lifetime = whole_seconds(section, "media_ticket_seconds", 1, one_year);
    settings.list_count_interval = section.seconds("list_count_seconds");
    settings.view_window = section.seconds("view_window_seconds");
    settings.session_lifetime = whole_seconds(section, "session_seconds", 1, one_year);
    settings.signing_key_period = std::chrono::hours(24 * section.integer("signing_key_days", 1, 3650));
    settings.service_token = section.path("service_token");
    settings.incident_window = section.seconds("incident_window_seconds");
    settings.incidents_kept = std::chrono::hours(24) * section.integer("incident_days", 1, 36'500);
    settings.slack = {section.text("slack_webhook_url")};
    settings.user_agent_patterns = section.path("user_agent_patterns");
    settings.first_admin = unique_key(section.text("first_admin_id"));
    settings.first_admin_password = section.path("first_admin_password_file");
    return settings;
}

}  // namespace trainingzip::api
