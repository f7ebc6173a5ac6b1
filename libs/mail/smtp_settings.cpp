#include "mail/smtp_settings.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "mail/message.h"

namespace trainingzip::mail {
namespace {

constexpr std::string_view with_tls = "smtps://";

/// A host and perhaps a port, behind the scheme.
bool is_server(std::string_view url) {
    const std::string_view scheme = url.starts_with(with_tls) ? with_tls : std::string_view("smtp://");
    if (!url.starts_with(scheme) || url.size() == scheme.size()) return false;
    const std::string_view place = url.substr(scheme.size());
    return place.front() != ':' && std::all_of(place.begin(), place.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view(".-_:[]").find(c) != std::string_view::npos;
           });
}

SmtpSettings::StartTls read_start_tls(const std::string& word) {
    using enum SmtpSettings::StartTls;
    if (word == "required") return required;
    if (word == "optional") return optional;
    if (word == "never") return never;
    throw ConfigError("mail_starttls must be required, optional or never: " + word);
}

std::string read_password(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (!line.empty() && line.back() == '\r') line.pop_back();
    if (!file || line.empty()) {
        throw ConfigError("mail_password_file has no password in its first line: " + path.string());
    }
    return line;
}

void require_encryption(const SmtpSettings& settings) {
    const bool is_encrypted =
        settings.server.starts_with(with_tls) || settings.start_tls == SmtpSettings::StartTls::required;
    if (!is_encrypted) {
        throw ConfigError("mail_user needs encryption: mail_starttls = \"required\", or smtps://");
    }
}

}  // namespace

std::optional<SmtpSettings> SmtpSettings::load(ConfigSection& section) {
    SmtpSettings settings;
    settings.server = section.text("mail_server");
    settings.start_tls = read_start_tls(section.text("mail_starttls"));
    settings.user = section.text("mail_user");
    const std::filesystem::path password = section.path("mail_password_file");
    settings.authorities = section.path("mail_ca_file");
    settings.from = section.text("mail_from");
    settings.timeout = section.seconds("mail_timeout_seconds");
    if (settings.server.empty()) return std::nullopt;
    if (!is_server(settings.server)) {
        throw ConfigError("mail_server must be smtp://HOST:PORT or smtps://HOST:PORT: " + settings.server);
    }
    if (!is_mail_address(settings.from)) throw ConfigError("mail_from must be an address: " + settings.from);
    if (!settings.user.empty()) {
        require_encryption(settings);
        settings.password = read_password(password);
    }
    return settings;
}

}  // namespace trainingzip::mail
