#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/clock.h"
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

/// A change of an account that its owner is told of.
struct AccountChange {
    std::string login_id;
    UtcTime at;
    std::string public_address;  ///< Of the page, without a slash at the end.
};

/// The mail with which a new password is set, for each of the accounts that have the address.
MailText reset_text(const std::vector<AccountLink>& accounts, std::chrono::seconds lifetime,
                    Language language);

/// The mail with which an address is confirmed. It says nothing that the account's owner could have written:
/// the address may be that of a stranger.
MailText confirmation_text(const AccountLink& account, std::chrono::seconds lifetime, Language language);

/// The mail that tells of a new password, and what to do if it is somebody else's.
MailText password_changed_text(const AccountChange& change, Language language);

/// The mail to the address that an account had, and what to do if somebody else replaced it.
MailText email_changed_text(const AccountChange& change, Language language);

}  // namespace trainingzip::api
