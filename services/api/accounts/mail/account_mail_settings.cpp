#include "api/accounts/mail/account_mail_settings.h"

#include <string_view>

#include "web/host_name.h"

namespace trainingzip::api {
namespace {

bool is_public_address(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (address.starts_with(scheme)) return web::is_valid_host(address.substr(scheme.size()));
    }
    return false;
}

}  // namespace

AccountMailSettings AccountMailSettings::load(ConfigSection& section) {
    constexpr std::int64_t one_month = 30 * 86'400;
    AccountMailSettings settings;
    settings.public_address = section.text("public_address");
    settings.reset_lifetime = std::chrono::seconds(section.integer("reset_link_seconds", 1, one_month));
    settings.confirmation_lifetime =
        std::chrono::seconds(section.integer("confirmation_link_seconds", 1, one_month));
    settings.requests = MailRequestLimit::Settings::load(section);
    if (!settings.public_address.empty() && !is_public_address(settings.public_address)) {
        throw ConfigError("public_address must be like https://training.example: " + settings.public_address);
    }
    return settings;
}

}  // namespace trainingzip::api
