#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "base/config.h"

namespace trainingzip::mail {

/// The mail server that takes our mails.
struct SmtpSettings {
    enum class StartTls { required, optional, never };

    std::string server;  ///< "smtp://HOST:PORT" or, with TLS from the start, "smtps://HOST:PORT".
    StartTls start_tls = StartTls::required;  ///< Of smtp:// alone.
    std::string user;                         ///< Empty: no authentication.
    std::string password;
    std::filesystem::path authorities;  ///< File with certificates; empty: those of the system.
    std::string from;
    std::chrono::milliseconds timeout{30'000};  ///< For one mail, from the connection to the last answer.

    /// Reads mail_server, mail_starttls, mail_user, mail_password_file, mail_ca_file, mail_from and
    /// mail_timeout_seconds. nullopt when mail_server is empty. Throws ConfigError for what cannot be meant,
    /// above all for a password that would be sent without encryption.
    static std::optional<SmtpSettings> load(ConfigSection& section);
};

}  // namespace trainingzip::mail
