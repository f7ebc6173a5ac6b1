#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "api/accounts/accounts_settings.h"
#include "api/accounts/mail/account_mail_settings.h"
#include "api/accounts/protection_settings.h"
#include "api/accounts/sign_in_throttle.h"
#include "api/coaching/camera_pairings/pairing_settings.h"
#include "api/export/export_limit.h"
#include "api/operations/incidents/slack_worker.h"
#include "auth/password.h"
#include "base/config.h"
#include "base/sandboxed_program.h"
#include "database/database.h"
#include "mail/mail_worker.h"
#include "mail/outbox.h"
#include "mail/smtp_settings.h"

namespace trainingzip::api {

/// The keys of section [api] that are not those of every server.
struct ApiSettings {
    database::DatabaseSettings database;
    std::filesystem::path storage_root;

    AccountsSettings accounts;
    ProtectionSettings protection;
    auth::PasswordSettings password;
    SignInThrottle::Settings sign_in;
    std::filesystem::path signing_key;  ///< Private keys; this server alone reads them.
    std::filesystem::path jwks;         ///< Public keys; the other servers read them here.
    std::chrono::seconds access_token_lifetime;
    std::chrono::seconds signing_key_period;  ///< How long a key signs.

    std::optional<mail::SmtpSettings> smtp;  ///< nullopt: no mails are sent.
    mail::Outbox::Settings outbox;
    mail::MailWorker::Settings mail_worker;
    AccountMailSettings account_mail;

    SandboxedProgram picture_program;
    std::chrono::seconds media_ticket_lifetime;
    std::chrono::milliseconds view_window;          ///< Within it one viewer counts once.
    std::chrono::milliseconds list_total_interval;  ///< After which changes of lists are added up.

    std::filesystem::path service_token;  ///< Shared with the servers that report their faults here.
    std::chrono::milliseconds incident_window;
    std::chrono::milliseconds incidents_kept;  ///< After they were settled.
    SlackWorker::Settings slack;
    ExportLimit::Settings exports;
    CameraPairingSettings camera_pairings;
    std::filesystem::path user_agent_patterns;

    static ApiSettings load(ConfigSection& section);
};

}  // namespace trainingzip::api
