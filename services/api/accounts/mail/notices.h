#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/accounts/accounts_context.h"
#include "mail/message.h"
#include "mail/outbox.h"
#include "web/request.h"

/// Mails that tell of a change of an account, so that its owner learns of one that somebody else made.
namespace trainingzip::api {

enum class Notice { password_changed, email_changed };

/// The notice that orders of this kind are for; nullopt for other mails.
std::optional<Notice> notice_of(std::string_view kind);

/// Where mails of an account go, or went.
struct Mailbox {
    std::int64_t user_id = 0;
    std::string email;  ///< Empty when there is none.
    bool is_confirmed = false;
};
Mailbox mailbox_of(soci::session& session, std::int64_t user_id);

/// Orders the notice of a change that is made now, in the transaction of the caller, to where `mailbox` is,
/// whatever the address becomes. Orders none where no mails are sent, where there is no address, where too
/// many mails wait, and after too many: of the account where the address is confirmed, else to the address,
/// which may be that of a stranger.
void order_notice(const AccountsContext& context, soci::session& session, const web::Request& request,
                  Notice notice, const Mailbox& mailbox);

/// nullopt when the account is gone.
std::optional<mail::Message> compose_notice(const AccountsContext& context, Notice notice,
                                            const mail::Order& order);

}  // namespace trainingzip::api
