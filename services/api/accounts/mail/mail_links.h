#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "web/json_body.h"

/// The links in mails. Each has a secret of 256 random bits in the fragment of its address, which browsers
/// send to nobody; the database has its SHA-256.
namespace trainingzip::api {

enum class MailLinkKind { password_reset, email_confirmation };

/// The name of the kind, of its links and of the order of its mail.
std::string name_of(MailLinkKind kind);

/// The account that a mail goes to.
struct MailedAccount {
    std::int64_t user_id = 0;
    std::string login_id;
    std::string email;
};

/// A new link, in the transaction of the caller; its lifetime begins now.
std::string make_mail_link(const AccountsContext& context, soci::session& session, MailLinkKind kind,
                           const MailedAccount& account);

/// `token` of a body: what is behind the '#' of a link.
std::string read_link_token(web::BodyFields& fields);

/// The account of a link that is good, which remains so; its email is not filled in. Throws
/// Failure(mail_link_invalid).
MailedAccount require_mail_link(const AccountsContext& context, soci::session& session, MailLinkKind kind,
                                std::string_view token);

/// Uses a link up. False when another request has done so.
bool use_up_mail_link(soci::session& session, std::string_view token);

void remove_expired_mail_links(const AccountsContext& context);

/// Marks the e-mail address of the user as confirmed.
void confirm_email_of(const AccountsContext& context, soci::session& session, std::int64_t user_id);

}  // namespace trainingzip::api
