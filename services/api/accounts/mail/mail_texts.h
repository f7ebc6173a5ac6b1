#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/error.h"

namespace trainingzip::api {

struct MailText {
    std::string subject;
    std::string body;
};

struct AccountLink {
    std::string login_id;
    std::string link;
};

/// The mail with which a new password is set, for each of the accounts that have the address.
MailText reset_text(const std::vector<AccountLink>& accounts, std::chrono::seconds lifetime,
                    Language language);

/// The mail with which an address is confirmed. It says nothing that the account's owner could have written:
/// the address may be that of a stranger.
MailText confirmation_text(const AccountLink& account, std::chrono::seconds lifetime, Language language);

}  // namespace trainingzip::api
