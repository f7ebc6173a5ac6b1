#pragma once

#include <chrono>
#include <string>

#include "api/accounts/mail/mail_request_limit.h"
#include "base/config.h"

namespace trainingzip::api {

/// The links in mails, and how many mails people may ask for.
struct AccountMailSettings {
    /// Where links lead, "https://training.example", without a slash at the end. Never taken from a request:
    /// whoever sends one could choose where the secret in a link goes.
    std::string public_address;
    std::chrono::seconds reset_lifetime;
    std::chrono::seconds confirmation_lifetime;
    MailRequestLimit::Settings requests;

    /// Reads public_address, reset_link_seconds, confirmation_link_seconds and mail_request... . Throws
    /// ConfigError for an address that is none; it may be empty where no mails are sent.
    static AccountMailSettings load(ConfigSection& section);
};

}  // namespace trainingzip::api
