#include "api/api_settings.h"

namespace trainingzip::api {
namespace {

void load_mail(ApiSettings& settings, ConfigSection& section) {
    settings.smtp = mail::SmtpSettings::load(section);
    settings.outbox = mail::Outbox::Settings::load(section);
    settings.mail_worker = mail::MailWorker::Settings::load(section);
    settings.account_mail = AccountMailSettings::load(section);
    if (!settings.smtp) return;
    settings.mail_worker.lease = settings.smtp->timeout + std::chrono::minutes(1);
    if (settings.account_mail.public_address.empty()) {
        throw ConfigError("mail_server needs public_address, to which the links in mails lead");
    }
}

}  // namespace

ApiSettings ApiSettings::load(ConfigSection& section) {
    constexpr std::int64_t one_year = 365 * 24 * 3600;
    ApiSettings settings;
    settings.database = database::DatabaseSettings::load(section);
    settings.storage_root = section.path("storage_root");
    settings.accounts = AccountsSettings::load(section);
    settings.protection = ProtectionSettings::load(section);
    settings.password = auth::PasswordSettings::load(section);
    settings.sign_in = SignInThrottle::Settings::load(section);
    settings.signing_key = section.path("signing_key");
    settings.jwks = section.path("jwks");
    settings.access_token_lifetime = std::chrono::seconds(section.integer("access_token_seconds", 1, 3600));
    settings.signing_key_period = std::chrono::hours(24 * section.integer("signing_key_days", 1, 3650));
    load_mail(settings, section);
    settings.picture_program = SandboxedProgram::load(section, "picture");
    settings.media_ticket_lifetime =
        std::chrono::seconds(section.integer("media_ticket_seconds", 1, one_year));
    settings.view_window = section.seconds("view_window_seconds");
    settings.list_total_interval = section.seconds("list_count_seconds");
    settings.service_token = section.path("service_token");
    settings.incident_window = section.seconds("incident_window_seconds");
    settings.incidents_kept = std::chrono::hours(24) * section.integer("incident_days", 1, 36'500);
    settings.slack = {section.text("slack_webhook_url")};
    settings.exports = ExportLimit::Settings::load(section);
    settings.camera_pairings = CameraPairingSettings::load(section);
    settings.user_agent_patterns = section.path("user_agent_patterns");
    return settings;
}

}  // namespace trainingzip::api
