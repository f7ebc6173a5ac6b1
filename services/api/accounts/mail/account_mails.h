#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "mail/message.h"
#include "mail/outbox.h"
#include "web/request.h"

/// The mails about accounts. What an order stands for is looked up when its mail is sent, by when whoever
/// asked has long been answered: so the time of an answer does not tell whether anybody has an address.
namespace trainingzip::api {

/// Orders the mail that lets whoever has this e-mail address set new passwords, in the transaction of the
/// caller. Throws Failure(unavailable) when too many mails wait.
void order_reset_mail(const AccountsContext& context, soci::session& session, const web::Request& request,
                      const std::string& email);

/// The same for the mail that confirms the address of a user.
void order_confirmation_mail(const AccountsContext& context, soci::session& session,
                             const web::Request& request, std::int64_t user_id);

/// Orders the mail that confirms a new address, unless there are no mails or there have been too many.
void try_confirmation_mail(const AccountsContext& context, soci::session& session,
                           const web::Request& request, std::int64_t user_id, std::string_view email);

/// The mail of an order, with new links; nullopt when there is nobody any more, or never was, to write to.
std::optional<mail::Message> compose_account_mail(const AccountsContext& context, const mail::Order& order);

/// Throws Failure(mail_not_offered) when no mails are sent.
void require_mail(const AccountsContext& context);

}  // namespace trainingzip::api
